// SPDX-License-Identifier: GPL-3.0-or-later
// Exportable: what a view on the screen can give as a file - a picture of it, the table it shows, the steps that are
// selected. A view implements exportOffer() and is found by its type; the window's "Export" (Ctrl+E) does the rest.
// GUI thread; an offer is asked for when the person wants to export and used at once.
#pragma once

#include <QtCore/QString>

#include <functional>
#include <optional>
#include <vector>

#include "core/model/log_entry.h"
#include "ui/export/table_text.h"

class QWidget;

namespace penstock::ui {

class DataTable;

struct ExportOffer {
    QString name; ///< of the file, without an ending: "fleet"
    QString
        leftOut; ///< what is known, but not on the screen and so in no picture or table: "24 agents are hidden"

    const QWidget* picture = nullptr; ///< drawn as it stands
    QString pictureRemark;            ///< "The graph is drawn in pixels"
    DataTable* table = nullptr;       ///< rows, order and columns as they are seen
    std::optional<TableText> figures; ///< or a table made for it: the values of charts

    struct Steps {
        QString text;           ///< "Trace #412: 216 steps"
        std::vector<Seq> steps; ///< of the log, as OTLP JSON
    };
    std::vector<Steps> steps;
};

class Exportable {
public:
    virtual ~Exportable() = default;
    virtual ExportOffer exportOffer() const = 0;
};

} // namespace penstock::ui

// SPDX-License-Identifier: GPL-3.0-or-later
// TraceHeader: the figures of one trace in a row – caption over value, 40 px. GUI thread only.
#pragma once

#include <QtCore/QStringList>

#include <utility>
#include <vector>

#include "core/fleet/fleet_state.h"
#include "ui/widgets/panel.h"

namespace penstock::ui {

class TraceHeader final : public Panel {
    Q_OBJECT
public:
    TraceHeader(const ThemeController& theme, QWidget* parent);
    void setTrace(TraceIndex index, const TraceRow& row, Nanos now);
    QString text() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<std::pair<QString, QString>> m_cells;
};

} // namespace penstock::ui

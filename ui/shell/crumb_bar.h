// SPDX-License-Identifier: GPL-3.0-or-later
// CrumbBar: where the person is, with back and forward, the filter line, what the filter leaves out, and the way to the
// palette. Each part of the path is a button that leads up. GUI thread only.
#pragma once

#include "ui/shell/filter_line.h"
#include "ui/views/view_context.h"
#include "ui/widgets/panel.h"

class QPushButton;
class QAbstractButton;

namespace penstock::ui {

class TextLabel;

class CrumbBar final : public Panel {
    Q_OBJECT
public:
    /// `window` is what the filter's popup lies over.
    CrumbBar(const ViewContext& context, FilterMemory& memory, QWidget* window, QWidget* parent);
    QString path() const;
    FilterLine& filter() const { return *m_filter; }
    /// Shows everything again; there only while the filter leaves something out.
    QPushButton& leftOut() const { return *m_leftOut; }
    QString countText() const;

signals:
    void paletteClicked();

private:
    void buildUi(FilterMemory& memory, QWidget* window);
    void refreshCount();
    void refresh();
    QString pairText(const FleetState& fleet) const;
    QString roomText() const;

    ViewContext m_context;
    QAbstractButton* m_back;
    QAbstractButton* m_forward;
    QPushButton* m_room;
    TextLabel* m_trace;
    FilterLine* m_filter;
    TextLabel* m_count;
    QPushButton* m_leftOut;
};

} // namespace penstock::ui

// SPDX-License-Identifier: GPL-3.0-or-later
// "Filter in" and "Filter out" in the context menu of any value. What is chosen goes to the window the widget stands in,
// as an event, so that a list needs to know nothing of the filter and no view has to pass it on. GUI thread only.
#pragma once

#include <QtCore/QEvent>

#include "ui/models/filter_rows.h"

class QMenu;
class QWidget;

namespace penstock::ui {

class FilterWanted final : public QEvent {
public:
    FilterWanted(CellFilter cell, NarrowBy by) : QEvent(type()), m_cell(std::move(cell)), m_by(by)
    {
    }
    static Type type();
    const CellFilter& cell() const { return m_cell; }
    NarrowBy by() const { return m_by; }

private:
    CellFilter m_cell;
    NarrowBy m_by;
};

/// Adds both actions, named after the condition, in front of what the menu has later.
void addFilterActions(QMenu& menu, QWidget* from, const CellFilter& cell);

} // namespace penstock::ui

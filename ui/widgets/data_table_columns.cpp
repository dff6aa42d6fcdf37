// SPDX-License-Identifier: GPL-3.0-or-later
// How wide the columns of a list are: texts give way and take what is left, numbers get what they need.
#include "ui/widgets/data_table.h"

#include <QtWidgets/QHeaderView>

#include <algorithm>

#include "ui/widgets/table_delegate.h"

namespace penstock::ui {
namespace {

constexpr int kMinStretch = 80;
// With room to spare a text column grows by up to half; the stretch column takes the rest.
constexpr int kGrowth = 2;

} // namespace

void DataTable::setStretchColumn(int column)
{
    m_stretch = column;
    fitColumns();
}

void DataTable::setColumnShown(int column, bool shown)
{
    m_fitting = true; // not what a person dragged
    setColumnHidden(column, !shown);
    m_fitting = false;
    fitColumns();
}

void DataTable::fitColumns()
{
    if (m_stretch < 0 || m_fitting)
        return;
    m_fitting = true;
    const std::vector<int> widths = fittedWidths();
    for (std::size_t i = 0; i < widths.size(); ++i)
        setColumnWidth(static_cast<int>(i), widths[i]);
    m_fitting = false;
}

/// Where there is too little room, texts give way in proportion to what they can give: no single one vanishes.
std::vector<int> DataTable::fittedWidths() const
{
    std::vector<int> widths;
    int spare = viewport()->width();
    int texts = 0;
    int canGive = 0;
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const TableColumn& column = m_columns[i];
        widths.push_back(column.width);
        if (isColumnHidden(static_cast<int>(i)))
            continue;
        spare -= column.width;
        texts += column.least > 0;
        canGive += column.least > 0 ? std::max(0, column.width - column.least) : 0;
    }
    const auto stretch = static_cast<std::size_t>(m_stretch);
    const double given = canGive > 0 ? std::clamp(-double(spare) / canGive, 0.0, 1.0) : 0;
    const int share = texts > 0 ? std::max(0, spare) / (texts + 1) : 0;
    for (std::size_t i = widths.size(); i-- > 0;) {
        const int least = m_columns[i].least;
        if (i == stretch || least == 0 || isColumnHidden(static_cast<int>(i)))
            continue;
        const int change = given > 0 ? -static_cast<int>(std::max(0, widths[i] - least) * given)
                                     : std::min(share, widths[i] / kGrowth);
        widths[i] += change;
        spare -= change;
    }
    widths[stretch] = std::max({m_columns[stretch].least, kMinStretch, widths[stretch] + spare});
    return widths;
}

// What a person has dragged a column to is from then on its width, and it no longer gives way.
void DataTable::takeSize(int column, int width)
{
    if (m_fitting || column == m_stretch)
        return;
    m_columns[static_cast<std::size_t>(column)].width = width;
    m_columns[static_cast<std::size_t>(column)].least = 0;
    m_dragged.insert(column);
}

void DataTable::widenColumn(int column, int width)
{
    TableColumn& own = m_columns[static_cast<std::size_t>(column)];
    if (own.least != 0 || own.width >= width || m_dragged.contains(column))
        return;
    own.width = width;
    if (m_stretch >= 0)
        return fitColumns();
    m_fitting = true; // not what a person dragged
    setColumnWidth(column, width);
    m_fitting = false;
}

/// What was just painted had too little room. Columns never shrink again, so that they do not wobble.
void DataTable::widenNarrow()
{
    for (const auto& [column, width] : m_delegate->takeNarrow())
        QMetaObject::invokeMethod(
            this, [this, column = column, width = width] { widenColumn(column, width); },
            Qt::QueuedConnection);
}

} // namespace penstock::ui

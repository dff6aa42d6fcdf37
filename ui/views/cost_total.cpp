// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/cost_total.h"

#include <QtGui/QPainter>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QScrollBar>

#include <cmath>

#include "ui/models/cost_table.h"
#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/text_paint.h"
#include "ui/widgets/data_table.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

constexpr int kPadding = 8; ///< as in the cells above

} // namespace

CostTotal::CostTotal(const ThemeController& theme, const CostTable& costs, DataTable* list,
                     QWidget* parent)
    : QWidget(parent), m_theme(theme), m_costs(costs), m_list(list)
{
    setFixedHeight(kRoomyRow);
    const auto repaint = qOverload<>(&QWidget::update);
    QHeaderView* header = m_list->horizontalHeader();
    connect(header, &QHeaderView::sectionResized, this, repaint);
    connect(header, &QHeaderView::geometriesChanged, this, repaint);
    connect(m_list->horizontalScrollBar(), &QScrollBar::valueChanged, this, repaint);
    connect(&m_theme, &ThemeController::themeChanged, this, repaint);
    connect(&m_costs, &QAbstractItemModel::modelReset, this, &CostTotal::refresh);
    refresh();
}

QString CostTotal::text() const
{
    QStringList parts;
    for (int column = 0; column < CostTable::kColumns; ++column) {
        const QString value = m_costs.totalText(column);
        if (column == CostTable::kName || value.isEmpty())
            continue;
        parts << m_costs.columns()[static_cast<std::size_t>(column)].title + u' ' + value;
    }
    return m_costs.totalText(CostTable::kName) + u": "_s + parts.join(u", "_s);
}

QFont CostTotal::fontOf(int column) const
{
    const bool strong = column == CostTable::kName || column == CostTable::kTotal;
    const QFont::Weight weight = strong ? QFont::Bold : QFont::Normal;
    return m_costs.columns()[static_cast<std::size_t>(column)].mono
               ? valueFont(TextSize::body, weight)
               : uiFont(TextSize::body, weight);
}

/// A sum may be longer than all that it sums up.
void CostTotal::refresh()
{
    for (int column = 0; column < CostTable::kColumns; ++column)
        if (m_costs.columns()[static_cast<std::size_t>(column)].right)
            m_list->widenColumn(column, static_cast<int>(std::ceil(
                                            textWidth(m_costs.totalText(column), fontOf(column)))) +
                                            2 * kPadding);
    setAccessibleName(text());
    update();
}

void CostTotal::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& t = m_theme.theme();
    painter.fillRect(rect(), t.panel);
    painter.setPen(t.borderStrong);
    painter.drawLine(0, 0, width(), 0);
    const QHeaderView& header = *m_list->horizontalHeader();
    painter.setClipRect(QRect(0, 0, m_list->viewport()->width(), height()));
    for (int column = 0; column < CostTable::kColumns; ++column) {
        if (header.isSectionHidden(column))
            continue;
        const TableColumn& about = m_costs.columns()[static_cast<std::size_t>(column)];
        const QRectF box(header.sectionViewportPosition(column) + kPadding, 1,
                         header.sectionSize(column) - 2 * kPadding, height() - 1);
        const bool strong = column == CostTable::kName || column == CostTable::kTotal;
        paintText(painter, box, m_costs.totalText(column),
                  {fontOf(column), strong ? t.text : t.secondary,
                   about.right ? Qt::AlignRight : Qt::AlignLeft},
                  t);
    }
}

} // namespace penstock::ui

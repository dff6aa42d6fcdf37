// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/cost_share.h"

#include <QtGui/QPainter>

#include <array>

#include "ui/theme/fonts.h"
#include "ui/theme/glyphs.h"
#include "ui/theme/metrics.h"
#include "ui/theme/text_paint.h"

namespace penstock::ui {
namespace {

constexpr int kPadding = 8;
constexpr int kWords = 52; ///< `100.0 %`
constexpr int kBar = 8;
constexpr int kSwatch = 14;
constexpr int kGap = 6;
constexpr int kBetween = 16;
constexpr float kLight = 0.3F;

enum Part { kReported, kComputed, kEstimated };

void paintPart(QPainter& painter, const QRectF& box, Part part, const Theme& t)
{
    if (part == kReported) {
        painter.fillRect(box, t.secondary);
    } else if (part == kComputed) {
        QColor light = t.secondary;
        light.setAlphaF(kLight);
        painter.fillRect(box, light);
    } else {
        painter.fillRect(box, t.field);
        paintHatch(painter, box, t.secondary, 4);
    }
    painter.setPen(t.secondary);
    painter.setBrush(Qt::NoBrush);
    if (box.width() >= 2)
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5));
}

} // namespace

CostShareDelegate::CostShareDelegate(const ThemeController& theme, const CostTable& table,
                                     QObject* parent)
    : QStyledItemDelegate(parent), m_theme(theme), m_table(table)
{
}

void CostShareDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                              const QModelIndex& index) const
{
    const Theme& t = m_theme.theme();
    const bool selected = option.state & QStyle::State_Selected;
    if (selected)
        painter->fillRect(option.rect, t.field);
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(option.rect, t.hover);
    const QRectF box = QRectF(option.rect).adjusted(kPadding, 0, -kPadding, 0);
    paintText(*painter, box, index.data(Qt::DisplayRole).toString(),
              {valueFont(), selected ? t.text : t.secondary, Qt::AlignRight}, t);
    const CostParts parts = m_table.partsAt(index.row());
    const qreal room = box.width() - kWords;
    qreal left = box.left();
    const std::array<std::pair<double, Part>, 3> drawn{
        {{parts.reported, kReported}, {parts.computed, kComputed}, {parts.estimated, kEstimated}}};
    for (const auto& [part, kind] : drawn) {
        if (part <= 0 || room <= 0)
            continue;
        const qreal width = std::max(1.0, part * room);
        paintPart(*painter, {left, box.center().y() - kBar / 2.0, width, kBar}, kind, t);
        left += width;
    }
    painter->setPen(t.borderSubtle);
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
}

CostLegend::CostLegend(const ThemeController& theme, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_names{tr("reported"), tr("computed"), tr("estimated")}
{
    setAccessibleName(tr("Bars: reported full, computed light, estimated hatched"));
    connect(&m_theme, &ThemeController::themeChanged, this, qOverload<>(&QWidget::update));
}

QSize CostLegend::sizeHint() const
{
    qreal width = 0;
    for (const QString& name : m_names)
        width += kSwatch + kGap + textWidth(name, uiFont(TextSize::caption)) + kBetween;
    return {static_cast<int>(width), kToolbarHeight};
}

void CostLegend::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& t = m_theme.theme();
    qreal left = 0;
    for (int part = kReported; part <= kEstimated; ++part) {
        paintPart(painter, {left, (height() - kBar) / 2.0, kSwatch, kBar}, static_cast<Part>(part),
                  t);
        left += kSwatch + kGap;
        const QString& name = m_names[part];
        const qreal width = textWidth(name, uiFont(TextSize::caption)) + 2;
        paintText(painter, QRectF(left, 0, width, height()), name,
                  {uiFont(TextSize::caption), t.tertiary, Qt::AlignLeft}, t);
        left += width - 2 + kBetween;
    }
}

} // namespace penstock::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/fleet_rows.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>

#include <algorithm>
#include <cmath>

#include "ui/graph/edge_sample.h"
#include "ui/theme/fonts.h"
#include "ui/theme/text_paint.h"
#include "ui/widgets/normal_bar.h"

namespace penstock::ui {
namespace {

constexpr int kRow = 22;
constexpr int kInset = 0;
constexpr double kBarLeft = 88;
constexpr double kBarWidth = 100;
constexpr double kBarHeight = 8;
constexpr double kSecondWidth = 42;
constexpr double kLineWidth = 30;

} // namespace

FleetRows::FleetRows(const ThemeController& theme, const QString& name, QWidget* parent)
    : QWidget(parent), m_theme(theme)
{
    setAccessibleName(name);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(&theme, &ThemeController::themeChanged, this, qOverload<>(&QWidget::update));
}

void FleetRows::setRows(std::vector<FleetRow> rows)
{
    const bool resized = rows.size() != m_rows.size();
    m_rows = std::move(rows);
    m_current = std::min(m_current, static_cast<int>(m_rows.size()) - 1);
    setFocusPolicy(std::ranges::any_of(m_rows, [](const FleetRow& row) { return row.key != 0; })
                       ? Qt::StrongFocus
                       : Qt::NoFocus);
    if (resized)
        updateGeometry();
    update();
}

QSize FleetRows::sizeHint() const
{
    return {300, static_cast<int>(m_rows.size()) * kRow + 6};
}

void FleetRows::paintRow(QPainter& painter, const QRectF& box, const FleetRow& row) const
{
    const Theme& t = m_theme.theme();
    double left = box.left();
    double right = box.right();
    if (!row.second.isEmpty() || row.bar) {
        paintText(painter, {right - kSecondWidth, box.top(), kSecondWidth, box.height()},
                  row.second, {valueFont(TextSize::caption), t.tertiary, Qt::AlignRight}, t);
        right -= kSecondWidth + 4;
    }
    const QFont value = valueFont();
    const qreal width = textWidth(row.value, value) + 2;
    paintText(painter, {right - width, box.top(), width, box.height()}, row.value,
              {value, t.text, Qt::AlignRight}, t);
    right -= width + 8;
    if (row.bar) {
        paintNormalBar(painter,
                       {box.left() + kBarLeft, std::round(box.center().y() - kBarHeight / 2),
                        kBarWidth, kBarHeight},
                       row.now, row.band, t);
        right = box.left() + kBarLeft - 4;
    }
    if (row.line) {
        const QRectF sample(left, box.top(), kLineWidth, box.height());
        if (row.inward) {
            painter.save();
            painter.translate(2 * left + kLineWidth, 0);
            painter.scale(-1, 1);
            paintEdgeSample(painter, sample, *row.line, t);
            painter.restore();
        } else {
            paintEdgeSample(painter, sample, *row.line, t);
        }
        left += kLineWidth + 8;
    }
    if (row.glyph != Glyph::none) {
        paintGlyph(painter, row.glyph, {left, box.top(), 12, box.height()}, t.secondary);
        left += 18;
    }
    const qreal note = textWidth(row.note, uiFont(TextSize::caption));
    const double room = right - left;
    const bool both = !row.note.isEmpty() && note + 60 < room;
    paintText(painter, {left, box.top(), both ? room - note - 8 : room, box.height()}, row.name,
              {uiFont(), row.key != 0 ? t.text : t.secondary, Qt::AlignLeft}, t);
    if (both)
        paintText(painter, {right - note - 1, box.top(), note + 1, box.height()}, row.note,
                  {uiFont(TextSize::caption), t.tertiary, Qt::AlignRight}, t);
}

void FleetRows::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& t = m_theme.theme();
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const QRectF box(kInset, static_cast<double>(i) * kRow, width() - 2 * kInset, kRow);
        paintRow(painter, box, m_rows[i]);
        if (hasFocus() && static_cast<int>(i) == std::max(0, m_current)) {
            painter.setPen(QPen(t.selection, 2));
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(box.adjusted(-4, 1, 4, -1));
        }
    }
}

void FleetRows::mouseReleaseEvent(QMouseEvent* event)
{
    const int row = static_cast<int>(event->position().y()) / kRow;
    if (row < 0 || row >= static_cast<int>(m_rows.size()))
        return;
    m_current = row;
    update();
    if (const graph::Key key = m_rows[static_cast<std::size_t>(row)].key; key != 0)
        emit chosen(key);
}

void FleetRows::keyPressEvent(QKeyEvent* event)
{
    const int last = static_cast<int>(m_rows.size()) - 1;
    switch (event->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
        m_current = std::clamp(std::max(0, m_current) + (event->key() == Qt::Key_Up ? -1 : 1), 0,
                               std::max(0, last));
        update();
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (const int row = std::max(0, m_current); row <= last)
            emit chosen(m_rows[static_cast<std::size_t>(row)].key);
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace penstock::ui

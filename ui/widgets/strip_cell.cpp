// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/strip_cell.h"

#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

#include <algorithm>
#include <cmath>

#include "ui/theme/fonts.h"
#include "ui/theme/glyphs.h"
#include "ui/theme/metrics.h"
#include "ui/theme/text_paint.h"
#include "ui/widgets/normal_bar.h"

namespace penstock::ui {
namespace {

constexpr int kPadding = 12;
constexpr int kSparkWidth = 48;
constexpr int kMarkWidth = 14;
constexpr int kBarWidth = 72;
constexpr int kBarHeight = 8;
constexpr int kBarSpace = kBarWidth + 18; ///< with the chevron behind it

} // namespace

StripCell::StripCell(const ThemeController& theme, const QString& caption, QWidget* parent)
    : QAbstractButton(parent), m_theme(theme), m_caption(caption)
{
    setFixedHeight(kStatusStripHeight - 1);
    setFocusPolicy(Qt::NoFocus);
    setAccessibleName(caption);
    connect(&theme, &ThemeController::themeChanged, this, qOverload<>(&QWidget::update));
}

void StripCell::setValue(const QString& value, const QString& tail)
{
    if (m_value == value && m_tail == tail)
        return;
    m_value = value;
    m_tail = tail;
    setAccessibleDescription(value + tail);
    if (sizeHint().width() != width())
        updateGeometry();
    update();
}

void StripCell::setCaption(const QString& caption)
{
    if (m_caption == caption)
        return;
    m_caption = caption;
    setAccessibleName(caption);
    updateGeometry();
    update();
}

void StripCell::setMarked(bool marked)
{
    if (m_marked == marked)
        return;
    m_marked = marked;
    updateGeometry();
    update();
}

void StripCell::setClickable(bool clickable)
{
    m_clickable = clickable;
    setFocusPolicy(clickable ? Qt::TabFocus : Qt::NoFocus);
    setCursor(clickable ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void StripCell::setSamples(const std::vector<double>* samples)
{
    const bool sparkline = samples != nullptr;
    m_samples = sparkline ? *samples : std::vector<double>();
    if (m_sparkline != sparkline) {
        m_sparkline = sparkline;
        m_widest = 0;
        updateGeometry();
    }
    update();
}

void StripCell::setNormal(double now, const NormalBand& band)
{
    if ((m_normal.known == 0) != (band.known == 0)) {
        m_widest = 0;
        updateGeometry();
    }
    m_now = now;
    m_normal = band;
    update();
}

QSize StripCell::sizeHint() const
{
    const qreal caption = textWidth(m_caption, uiFont(TextSize::caption));
    const QFont font = valueFont(TextSize::strip, m_marked ? QFont::Bold : QFont::Medium);
    qreal value = textWidth(m_value + m_tail, font);
    if (m_marked)
        value += kMarkWidth;
    if (m_sparkline)
        value += kSparkWidth + 8;
    if (m_normal.known != 0)
        value += kBarSpace;
    m_widest =
        std::max(m_widest, static_cast<int>(std::ceil(std::max(caption, value))) + 2 * kPadding);
    return {m_widest, kStatusStripHeight - 1};
}

void StripCell::paintEvent(QPaintEvent*)
{
    const Theme& t = m_theme.theme();
    QPainter painter(this);
    if (m_clickable && underMouse())
        painter.fillRect(rect(), t.hover);
    painter.setPen(t.border);
    painter.drawLine(width() - 1, 8, width() - 1, 36);
    const QRectF caption(kPadding, 4, width() - 2 * kPadding, 18);
    paintText(painter, caption, m_caption, {uiFont(TextSize::caption), t.tertiary, Qt::AlignLeft},
              t);
    QRectF value(kPadding, 21, width() - 2 * kPadding, 18);
    if (m_marked) {
        paintGlyph(painter, Glyph::cross, QRectF(value.left() - 1, value.top(), 10, value.height()),
                   t.ink);
        value.setLeft(value.left() + kMarkWidth);
    }
    const QFont font = valueFont(TextSize::strip, m_marked ? QFont::Bold : QFont::Medium);
    value.setLeft(value.left() +
                  paintText(painter, value, m_value, {font, t.text, Qt::AlignLeft}, t));
    value.setLeft(value.left() + paintText(painter, value, m_tail,
                                           {valueFont(TextSize::strip), t.tertiary, Qt::AlignLeft},
                                           t));
    if (m_sparkline)
        paintSamples(painter, QRectF(width() - kPadding - kSparkWidth, 23, kSparkWidth, 13));
    if (m_normal.known != 0)
        paintNormalBar(painter,
                       QRectF(width() - kPadding - kBarSpace + 8, 26, kBarWidth, kBarHeight), m_now,
                       m_normal, t);
    if (hasFocus()) {
        painter.setPen(QPen(t.selection, 2));
        painter.drawRect(rect().adjusted(1, 1, -2, -1));
    }
}

void StripCell::paintSamples(QPainter& painter, const QRectF& box) const
{
    if (m_samples.size() < 2)
        return;
    const double top = std::max(1e-9, *std::max_element(m_samples.begin(), m_samples.end()));
    QPainterPath path;
    for (std::size_t i = 0; i < m_samples.size(); ++i) {
        const qreal x = box.left() + box.width() * static_cast<qreal>(i) /
                                         static_cast<qreal>(m_samples.size() - 1);
        const qreal y = box.bottom() - box.height() * m_samples[i] / top;
        if (i == 0)
            path.moveTo(x, y);
        else
            path.lineTo(x, y);
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.strokePath(path, QPen(m_theme.theme().borderStrong, 1.25));
}

} // namespace penstock::ui

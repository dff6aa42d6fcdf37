// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/paint_overlay.h"

#include <QtGui/QPainter>

#include <algorithm>

#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/text_paint.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

constexpr int kWidth = 280;
constexpr int kMeasureMs = 250;

} // namespace

PaintOverlay::PaintOverlay(const ThemeController& theme, QWidget* window)
    : Panel(theme, Edge::none, window, Ground::field)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    m_timer.setInterval(kMeasureMs);
    connect(&m_timer, &QTimer::timeout, this, &PaintOverlay::measure);
    hide();
}

void PaintOverlay::watch(const QString& name, std::function<qint64()> nanos)
{
    m_meters.push_back({name, std::move(nanos), 0, 0});
}

void PaintOverlay::toggle()
{
    setVisible(!isVisible());
    if (!isVisible()) {
        m_timer.stop();
        return;
    }
    const int height = static_cast<int>(m_meters.size() + 1) * kKeyValueRow + 8;
    setGeometry(parentWidget()->width() - kWidth - 12,
                parentWidget()->height() - height - kStatusBarHeight - 12, kWidth, height);
    raise();
    for (Meter& meter : m_meters)
        meter.worst = 0;
    measure();
    m_timer.start();
}

void PaintOverlay::measure()
{
    for (Meter& meter : m_meters) {
        meter.last = meter.nanos();
        meter.worst = std::max(meter.worst, meter.last);
    }
    update();
}

QStringList PaintOverlay::lines() const
{
    QStringList out;
    for (const Meter& meter : m_meters)
        out << u"%1 %2 ms, worst %3 ms"_s.arg(meter.name)
                   .arg(static_cast<double>(meter.last) / 1e6, 0, 'f', 2)
                   .arg(static_cast<double>(meter.worst) / 1e6, 0, 'f', 2);
    return out;
}

void PaintOverlay::paintEvent(QPaintEvent* event)
{
    Panel::paintEvent(event);
    const Theme& t = theme();
    QPainter painter(this);
    painter.setPen(t.borderStrong);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
    QRectF row(8, 4, width() - 16, kKeyValueRow);
    paintText(painter, row, tr("Painting"),
              {uiFont(TextSize::body, QFont::DemiBold), t.text, Qt::AlignLeft}, t);
    for (const QString& line : lines()) {
        row.translate(0, kKeyValueRow);
        paintText(painter, row, line, {valueFont(TextSize::caption), t.secondary, Qt::AlignLeft},
                  t);
    }
}

} // namespace penstock::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/waterfall_canvas.h"

#include <QtCore/QElapsedTimer>
#include <QtGui/QPainter>
#include <QtWidgets/QScrollBar>

#include <algorithm>
#include <cmath>

#include "ui/theme/fonts.h"
#include "ui/theme/glyphs.h"
#include "ui/theme/text_paint.h"

namespace penstock::ui {
namespace {

constexpr int kWaitingHatch = 6;
constexpr std::size_t kMostPins = 8;

} // namespace

WaterfallCanvas::WaterfallCanvas(const ThemeController& theme, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_scroll(new QScrollBar(Qt::Vertical, this))
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleName(tr("Steps of the cascade against time"));
    m_blink.setSingleShot(true);
    connect(&m_blink, &QTimer::timeout, this, qOverload<>(&QWidget::update));
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setAccessibleName(tr("Lines"));
    connect(m_scroll, &QScrollBar::valueChanged, this, [this](int value) {
        m_frame.topRow = value;
        update();
    });
    connect(&theme, &ThemeController::themeChanged, this, [this] {
        m_map = {};
        update();
    });
}

void WaterfallCanvas::setShape(Shape shape, Folding folding, bool same)
{
    const bool first = !same || !m_shape;
    const int row = m_shape ? selectedRow() : -1;
    const bool seen = row >= m_frame.topRow && row < m_frame.topRow + m_frame.wholeRows();
    m_selectedBelow = seen ? row - m_frame.topRow : -1;
    m_shape = std::move(shape);
    m_marks.matching = nullptr; // of the view before
    m_map = {};
    m_waiting = false;
    m_sentence.clear();
    if (!m_shape) {
        m_rows = {};
        m_marks = {};
        place();
        return;
    }
    m_rows = WaterfallRows(m_shape, std::move(folding));
    m_frame.start = m_shape->start;
    m_frame.end = m_shape->end;
    if (first) {
        m_marks.selected = 0;
        m_marks.pinned.clear();
        m_marks.lit = nullptr;
        m_marks.measured = {};
        m_scroll->setValue(0);
        m_fitted = true;
    }
    if (m_fitted)
        m_frame.fit();
    place();
    emit foldingChanged();
}

void WaterfallCanvas::setNow(Nanos now)
{
    m_marks.now = now;
    update();
}

void WaterfallCanvas::setWaiting(bool waiting, const QString& sentence)
{
    m_waiting = waiting;
    m_sentence = sentence;
    update();
}

void WaterfallCanvas::setRange(std::optional<WaterfallMarks::Stretch> range)
{
    m_marks.range = range;
    update();
}

void WaterfallCanvas::setLit(std::shared_ptr<const std::vector<bool>> lit)
{
    m_marks.lit = std::move(lit);
    update();
}

void WaterfallCanvas::setMatching(std::shared_ptr<const std::vector<bool>> matching)
{
    m_marks.matching = std::move(matching);
    update();
}

void WaterfallCanvas::setAlarms(std::shared_ptr<const StepAlarms> alarms)
{
    m_marks.alarms = std::move(alarms);
    update();
}

void WaterfallCanvas::setCriticalPath(bool shown)
{
    m_marks.criticalPath = shown;
    update();
}

void WaterfallCanvas::setLinks(bool shown)
{
    m_marks.links = shown;
    update();
}

/// Sizes, scroll bar and pins follow from what is shown.
void WaterfallCanvas::place()
{
    m_frame.size = size();
    m_frame.pinned = static_cast<int>(m_marks.pinned.size());
    m_frame.footer = m_rows.hidden() > 0;
    const QRectF lines = m_frame.lines();
    m_scroll->setGeometry(
        QRectF(m_frame.barsRight(), lines.top(), WaterfallFrame::kScrollWidth, lines.height())
            .toRect());
    const int whole = m_frame.wholeRows();
    m_scroll->setPageStep(whole);
    m_scroll->setRange(0, std::max(0, m_rows.count() - whole));
    m_scroll->setVisible(m_scroll->maximum() > 0);
    m_frame.topRow = m_scroll->value();
    update();
}

void WaterfallCanvas::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_map = {};
    place();
}

int WaterfallCanvas::selectedRow() const
{
    return m_marks.selected == 0 ? -1 : m_rows.rowOf(m_marks.selected);
}

/// The selected line, or the top one, stays where it stands on the screen.
template <class Change> void WaterfallCanvas::changeRows(const Change& change)
{
    if (!m_shape)
        return;
    const int row = selectedRow() >= m_frame.topRow ? selectedRow() : m_frame.topRow;
    const std::uint32_t anchor = row < m_rows.count() ? m_rows.at(row).node : 0;
    const int below = row - m_frame.topRow;
    change();
    place();
    if (anchor != 0)
        scrollToRow(m_rows.rowOf(anchor) - std::min(below, m_frame.wholeRows() - 1));
    emit foldingChanged();
}

void WaterfallCanvas::scrollToRow(int top)
{
    m_scroll->setValue(std::clamp(top, 0, m_scroll->maximum()));
}

void WaterfallCanvas::scrollTo(int row)
{
    if (row < m_frame.topRow)
        scrollToRow(row);
    else if (row >= m_frame.topRow + m_frame.wholeRows())
        scrollToRow(row - m_frame.wholeRows() + 1);
}

void WaterfallCanvas::select(std::uint32_t node)
{
    if (!m_shape || node > m_shape->size())
        node = 0;
    if (node != 0 && !m_rows.isShown(node) && m_rows.at(m_rows.rowOf(node)).node != node)
        changeRows([&] { m_rows.reveal(node); });
    if (node != 0)
        scrollTo(m_rows.rowOf(node));
    choose(node);
}

void WaterfallCanvas::reselect(std::uint32_t node)
{
    m_marks.selected = node;
    if (node != 0 && m_selectedBelow >= 0)
        scrollToRow(m_rows.rowOf(node) - m_selectedBelow);
    update();
}

void WaterfallCanvas::choose(std::uint32_t node)
{
    if (node == m_marks.selected)
        return;
    m_marks.selected = node;
    setAccessibleDescription(node == 0 ? QString() : lineText(m_rows.rowOf(node)));
    update();
    emit selectionChanged();
}

void WaterfallCanvas::toggle(int row)
{
    changeRows([&] { m_rows.isOpen(row) ? m_rows.close(row) : m_rows.open(row); });
}

/// What cannot be closed itself closes what it stands in.
void WaterfallCanvas::foldCurrent(bool folded)
{
    const int row = selectedRow();
    if (row < 0)
        return;
    bool done = false;
    changeRows([&] { done = folded ? m_rows.close(row) : m_rows.open(row); });
    if (done || !folded) {
        if (done && folded)
            choose(m_rows.at(selectedRow()).node);
        return;
    }
    const std::uint32_t parent = m_shape->view->node(m_marks.selected).parent;
    if (parent == 0)
        return;
    select(parent);
    changeRows([&] { m_rows.close(selectedRow()); });
}

void WaterfallCanvas::foldAll()
{
    changeRows([&] { m_rows.closeAll(); });
    if (m_shape && m_marks.selected != 0)
        choose(m_rows.at(selectedRow()).node);
}

void WaterfallCanvas::unfoldAll()
{
    changeRows([&] { m_rows.openAll(); });
}

/// The next line at the same depth under the same parent.
void WaterfallCanvas::goToNeighbour(int by)
{
    if (!m_shape || m_marks.selected == 0)
        return;
    const CascadeView& view = *m_shape->view;
    const std::uint32_t parent = view.node(m_marks.selected).parent;
    for (int row = selectedRow() + by; row >= 0 && row < m_rows.count(); row += by) {
        const std::uint32_t node = m_rows.at(row).node;
        if (view.node(node).parent == parent) {
            select(node);
            return;
        }
        if (node <= parent || view.node(node).depth < view.node(m_marks.selected).depth)
            return;
    }
}

void WaterfallCanvas::zoomBy(double factor)
{
    const double bars = (m_frame.labels() + m_frame.barsRight()) / 2;
    double x = m_marks.hoverX.value_or(bars);
    if (!m_marks.hoverX && m_marks.selected != 0) {
        const CascadeNode& node = m_shape->view->node(m_marks.selected);
        x = (m_frame.x(node.start) + m_frame.x(m_shape->ownEnd(m_marks.selected))) / 2;
    }
    m_frame.zoomAt(std::clamp(x, m_frame.labels(), m_frame.barsRight()), factor);
    m_fitted = m_frame.fits();
    update();
}

void WaterfallCanvas::panBy(double pixels)
{
    m_frame.pan(pixels);
    m_fitted = m_frame.fits();
    update();
}

void WaterfallCanvas::fitAll()
{
    m_frame.fit();
    m_fitted = true;
    update();
}

void WaterfallCanvas::zoomTo(Nanos from, Nanos to)
{
    m_frame.show(from, to);
    m_fitted = m_frame.fits();
    update();
}

void WaterfallCanvas::fit()
{
    if (!m_shape || m_marks.selected == 0) {
        fitAll();
        return;
    }
    const CascadeNode& node = m_shape->view->node(m_marks.selected);
    const Nanos end = std::max(m_shape->ends[m_marks.selected], node.start + 1);
    const Nanos around = (end - node.start) / 8 + 1;
    const double from = m_frame.from;
    const double to = m_frame.to;
    zoomTo(node.start - around, end + around);
    scrollTo(selectedRow());
    if (std::abs(m_frame.from - from) + std::abs(m_frame.to - to) < (to - from) / 1000)
        fitAll();
}

void WaterfallCanvas::togglePin()
{
    if (m_marks.selected == 0)
        return;
    if (std::erase(m_marks.pinned, m_marks.selected) == 0 && m_marks.pinned.size() < kMostPins)
        m_marks.pinned.push_back(m_marks.selected);
    place();
}

std::vector<StepKey> WaterfallCanvas::pinnedKeys() const
{
    std::vector<StepKey> keys;
    for (const std::uint32_t node : m_marks.pinned)
        keys.push_back(keyOf(*m_shape->view, node));
    return keys;
}

void WaterfallCanvas::setPinned(std::vector<std::uint32_t> nodes)
{
    std::erase(nodes, 0u);
    m_marks.pinned = std::move(nodes);
    place();
}

void WaterfallCanvas::paintEvent(QPaintEvent*)
{
    QElapsedTimer timer;
    timer.start();
    QPainter painter(this);
    if (m_shape && m_shape->size() > 0)
        paintShape(painter);
    else
        paintWaiting(painter);
    if (hasFocus()) {
        painter.setPen(m_theme.theme().selection);
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
    if (const auto& alarms = m_marks.alarms;
        alarms && !m_blink.isActive() &&
        std::ranges::any_of(*alarms, [](const auto& step) { return blinks(step.second->look); }))
        m_blink.start(nextBlink());
    m_paintNanos = timer.nsecsElapsed();
}

void WaterfallCanvas::paintShape(QPainter& painter)
{
    const WaterfallPainter waterfall(*m_shape, m_rows, m_frame, m_marks, m_theme.theme());
    waterfall.paint(painter);
    const QSize wanted = m_frame.mapBars().size().toSize() - QSize(0, 6);
    if (!m_frame.map().isNull() && m_map.size() != wanted)
        m_map = waterfall.mapPicture(wanted);
    waterfall.paintMap(painter, m_map);
}

void WaterfallCanvas::paintWaiting(QPainter& painter) const
{
    const Theme& t = m_theme.theme();
    painter.fillRect(rect(), t.canvas);
    if (m_waiting)
        paintHatch(painter, QRectF(rect()), t.borderSubtle, kWaitingHatch);
    if (m_sentence.isEmpty())
        return;
    const QFont font = uiFont();
    const QRectF box(16, 16, textWidth(m_sentence, font) + 24, kRoomyRow);
    painter.fillRect(box, t.canvas);
    paintText(painter, box.adjusted(12, 0, -10, 0), m_sentence, {font, t.secondary, Qt::AlignLeft},
              t);
}

} // namespace penstock::ui

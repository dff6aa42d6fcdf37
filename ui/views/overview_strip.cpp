// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/overview_strip.h"

#include <QtGui/QHelpEvent>
#include <QtGui/QKeyEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QToolTip>

#include <algorithm>
#include <utility>

#include "ui/models/format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/glyphs.h"
#include "ui/theme/text_paint.h"

namespace penstock::ui {
namespace {

constexpr int kHeight = 52;
constexpr int kMargin = 12;
constexpr int kCaption = 16;
constexpr int kFailedHeight = 5;
constexpr int kGripWidth = 6;
constexpr int kReach = 7; ///< px on each side of a handle that take hold of it
constexpr int kStepWidth = 3;
constexpr int kHatch = 5;
constexpr int kEveryMs = 2000;
constexpr int kCommitMs = 200; ///< a drag is one place in the history, not fifty
constexpr int kKeySteps = 10;  ///< the range moves by a tenth of itself

constexpr int kToTheMinute = 16;
constexpr int kDate = 11;

/// The day is said once where both ends are of it.
QString rangeText(const TimeRange& range)
{
    const QString from = fullTimeText(range.from).left(kToTheMinute);
    const QString to = fullTimeText(range.to).left(kToTheMinute);
    return OverviewStrip::tr("%1 to %2")
        .arg(from, from.left(kDate) == to.left(kDate) ? to.mid(kDate) : to);
}

} // namespace

OverviewStrip::OverviewStrip(const ViewContext& context, QWidget* parent)
    : QWidget(parent), m_context(context)
{
    setFixedHeight(kHeight);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAccessibleName(tr("All recorded time, and the range that is shown"));
    m_later.setSingleShot(true);
    m_commit.setSingleShot(true);
    m_commit.setInterval(kCommitMs);
    wire();
    takeSnapshot();
}

void OverviewStrip::wire()
{
    connect(&m_context.bridge, &SessionBridge::snapshotChanged, this, &OverviewStrip::takeSnapshot);
    connect(&m_context.bridge, &SessionBridge::statusChanged, this, &OverviewStrip::takeSnapshot);
    for (const auto changed : {&ViewState::rangeChanged, &ViewState::followingChanged})
        connect(&m_context.state, changed, this, [this] {
            takeSnapshot();
            tellRange();
            update();
        });
    connect(&m_context.theme, &ThemeController::themeChanged, this, qOverload<>(&QWidget::update));
    connect(&m_later, &QTimer::timeout, this, &OverviewStrip::start);
    connect(&m_commit, &QTimer::timeout, this, &OverviewStrip::commit);
}

/// What is counted goes on while the views are paused: the strip tells where they stand in it.
void OverviewStrip::takeSnapshot()
{
    m_now = std::max(m_context.bridge.status().now, m_context.bridge.snapshot()->logTime);
    request();
}

void OverviewStrip::request()
{
    if (!isVisible() || m_job.busy() || m_later.isActive())
        return;
    const qint64 since = m_sinceStart.isValid() ? m_sinceStart.elapsed() : kEveryMs;
    m_later.start(static_cast<int>(std::max<qint64>(0, kEveryMs - since)));
}

void OverviewStrip::start()
{
    if (!isVisible())
        return;
    m_sinceStart.start();
    const auto steps = static_cast<std::uint32_t>(std::max(1.0, plot().width() / kStepWidth));
    m_job.start([this, state = m_context.bridge.snapshot(), now = m_now,
                 steps](std::stop_token) -> LatestJob::Apply {
        const auto made = std::make_shared<const OverviewData>(overviewData(*state, now, steps));
        return [this, made] { take(made); };
    });
}

void OverviewStrip::take(const std::shared_ptr<const OverviewData>& made)
{
    m_data = made;
    tellRange();
    update();
}

void OverviewStrip::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    takeSnapshot();
}

void OverviewStrip::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    request();
}

QRectF OverviewStrip::plot() const
{
    return QRectF(rect()).adjusted(kMargin, 5, -kMargin, -kCaption);
}

double OverviewStrip::xOf(Nanos time) const
{
    const RateSpan& span = m_data->span;
    const double share = static_cast<double>(time - span.from) /
                         static_cast<double>(std::max<Nanos>(1, span.to() - span.from));
    return plot().left() + std::clamp(share, 0.0, 1.0) * plot().width();
}

Nanos OverviewStrip::timeAt(double x) const
{
    const RateSpan& span = m_data->span;
    const double share = std::clamp((x - plot().left()) / plot().width(), 0.0, 1.0);
    return span.from + static_cast<Nanos>(share * static_cast<double>(span.to() - span.from));
}

TimeRange OverviewStrip::range() const
{
    return m_moved != Part::nothing ? m_moving : m_context.state.range(m_now);
}

OverviewStrip::Part OverviewStrip::partAt(const QPointF& at) const
{
    if (!m_data || m_data->span.count == 0)
        return Part::nothing;
    const double from = xOf(range().from);
    const double to = xOf(range().to);
    if (std::abs(at.x() - to) <= kReach && at.x() >= (from + to) / 2)
        return Part::to;
    if (std::abs(at.x() - from) <= kReach)
        return Part::from;
    return at.x() > from && at.x() < to ? Part::middle : Part::nothing;
}

void OverviewStrip::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || !m_data || m_data->span.count == 0)
        return;
    const Nanos at = timeAt(event->position().x());
    m_drag = partAt(event->position());
    m_before = range();
    if (m_drag == Part::nothing) { // go there
        m_drag = Part::middle;
        const Nanos half = m_before.length() / 2;
        moveTo({at - half, at - half + m_before.length()}, Part::middle);
        m_before = range();
    }
    m_grip = at;
}

void OverviewStrip::mouseMoveEvent(QMouseEvent* event)
{
    if (m_drag == Part::nothing) {
        const Part part = partAt(event->position());
        setCursor(part == Part::from || part == Part::to ? Qt::SizeHorCursor
                  : part == Part::middle                 ? Qt::OpenHandCursor
                                                         : Qt::ArrowCursor);
        return;
    }
    const Nanos by = timeAt(event->position().x()) - m_grip;
    TimeRange to = m_before;
    if (m_drag != Part::to)
        to.from += by;
    if (m_drag != Part::from)
        to.to += by;
    moveTo(to, m_drag);
}

void OverviewStrip::mouseReleaseEvent(QMouseEvent*)
{
    m_drag = Part::nothing;
    if (m_moved != Part::nothing)
        commit();
}

/// Shown at once, told to the other views when the hand rests; never beyond what is recorded.
void OverviewStrip::moveTo(const TimeRange& range, Part part)
{
    TimeRange to = range;
    if (part == Part::middle) {
        const Nanos first = std::min(m_data->span.from, m_now - to.length());
        to.from = std::clamp(to.from, first, m_now - to.length());
        to.to = to.from + range.length();
    } else if (part == Part::from) {
        to.from =
            std::clamp(to.from, std::min(m_data->span.from, to.to - ViewState::kShortestLength),
                       to.to - ViewState::kShortestLength);
    } else {
        to.to = std::clamp(to.to, to.from + ViewState::kShortestLength,
                           std::max(m_now, to.from + ViewState::kShortestLength));
    }
    m_moving = to;
    m_moved = part;
    m_commit.start();
    tellRange();
    update();
}

/// The beginning alone is how much is shown: that needs no pause.
void OverviewStrip::commit()
{
    m_commit.stop();
    const Part part = std::exchange(m_moved, Part::nothing);
    if (part == Part::from && m_context.state.following())
        m_context.state.setRangeLength(m_moving.length());
    else if (part != Part::nothing)
        m_context.state.setRange(m_moving);
    update();
}

void OverviewStrip::move(Part part, Nanos by)
{
    TimeRange to = range();
    if (part != Part::to)
        to.from += by;
    if (part != Part::from)
        to.to += by;
    moveTo(to, part);
}

void OverviewStrip::keyPressEvent(QKeyEvent* event)
{
    const int key = event->key();
    if (!m_data || m_data->span.count == 0 ||
        (key != Qt::Key_Left && key != Qt::Key_Right && key != Qt::Key_Home &&
         key != Qt::Key_End)) {
        QWidget::keyPressEvent(event);
        return;
    }
    if (key == Qt::Key_End) {
        m_context.state.setFollowing(true);
    } else if (key == Qt::Key_Home) {
        moveTo({m_data->span.from, m_data->span.from + range().length()}, Part::middle);
    } else {
        const Part part = event->modifiers() & Qt::ShiftModifier     ? Part::to
                          : event->modifiers() & Qt::ControlModifier ? Part::from
                                                                     : Part::middle;
        const Nanos by = std::max<Nanos>(kSecond, range().length() / kKeySteps);
        move(part, key == Qt::Key_Left ? -by : by);
    }
}

void OverviewStrip::tellRange()
{
    const TimeRange shown = range();
    setAccessibleDescription(tr("%1 to %2").arg(fullTimeText(shown.from), fullTimeText(shown.to)));
}

bool OverviewStrip::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip || !m_data || m_data->span.count == 0)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const RateSpan& span = m_data->span;
    const auto step = std::min<std::size_t>(
        span.count - 1,
        static_cast<std::size_t>((timeAt(help->pos().x()) - span.from) / span.step));
    const QString time = fullTimeText(span.from + span.step * static_cast<Nanos>(step));
    QString text =
        m_data->heard[step]
            ? tr("%1: %2 calls and runs, %3 failed")
                  .arg(time, countText(static_cast<std::uint64_t>(m_data->happened[step])),
                       countText(static_cast<std::uint64_t>(m_data->failed[step])))
            : tr("%1: nothing was counted").arg(time);
    const double width = plot().width() / span.count;
    for (const AlarmMoment& moment : m_data->alarms) // those whose mark is under the mouse
        if (std::abs(plot().left() + (moment.step + 0.5) * width - help->pos().x()) <= kReach)
            text += u'\n' + momentText(moment);
    QToolTip::showText(help->globalPos(), plainTip(text), this);
    return true;
}

void OverviewStrip::paintEvent(QPaintEvent*)
{
    const Theme& t = m_context.theme.theme();
    QPainter painter(this);
    painter.fillRect(rect(), t.panel);
    painter.setPen(t.border);
    painter.drawLine(0, 0, width(), 0);
    const QRectF box = plot();
    if (!m_data || m_data->span.count == 0) {
        paintText(painter, box, tr("Nothing was counted yet."),
                  {uiFont(TextSize::caption), t.tertiary, Qt::AlignLeft}, t);
        return;
    }
    paintSteps(painter, box);
    paintRange(painter, box);
    paintAlarms(painter, box);
    const QRectF caption(box.left(), box.bottom(), box.width(), kCaption);
    const QFont font = valueFont(TextSize::caption);
    const TimeRange shown = range();
    paintText(painter, caption, fullTimeText(m_data->span.from).left(kToTheMinute),
              {font, t.tertiary, Qt::AlignLeft}, t);
    paintText(painter, caption, rangeText(shown), {font, t.secondary, Qt::AlignHCenter}, t);
    paintText(painter, caption, tr("now"), {font, t.tertiary, Qt::AlignRight}, t);
    if (hasFocus()) {
        painter.setPen(t.selection);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

/// Failures stand on top, where they are seen at any height; what nobody counted is hatched.
void OverviewStrip::paintSteps(QPainter& painter, const QRectF& box) const
{
    const Theme& t = m_context.theme.theme();
    const RateSpan& span = m_data->span;
    const double width = box.width() / span.count;
    const double room = box.height() - kFailedHeight - 2;
    for (std::uint32_t i = 0; i < span.count; ++i) {
        const double left = std::round(box.left() + i * width);
        const double right = std::round(box.left() + (i + 1) * width);
        if (!m_data->heard[i]) {
            std::uint32_t last = i;
            while (last + 1 < span.count && !m_data->heard[last + 1])
                ++last;
            const QRectF gap(left, box.top(), std::round(box.left() + (last + 1) * width) - left,
                             box.height());
            paintHatch(painter, gap, t.border, kHatch);
            i = last;
            continue;
        }
        const double high = m_data->most > 0 ? room * static_cast<double>(m_data->happened[i]) /
                                                   static_cast<double>(m_data->most)
                                             : 0;
        const double shown = m_data->happened[i] > 0 ? std::max(1.0, std::round(high)) : 0;
        painter.fillRect(QRectF(left, box.bottom() - shown, right - left, shown), t.nodeBorder);
        if (m_data->failed[i] > 0)
            painter.fillRect(
                QRectF(left, box.top(), std::max(2.0, right - left - 1), kFailedHeight), t.ink);
    }
}

/// Over the veil: an alarm counts as much outside of what is shown.
void OverviewStrip::paintAlarms(QPainter& painter, const QRectF& box) const
{
    const double step = box.width() / m_data->span.count;
    const auto middle = [&](std::uint32_t i) { return box.left() + (i + 0.5) * step; };
    for (const AlarmCluster& cluster :
         clusterMoments(m_data->alarms, kAlarmSymbolInRow + 2, middle))
        paintAlarmSymbol(painter, QPointF(cluster.x, box.top() + kFailedHeight + 8),
                         kAlarmSymbolInRow, cluster.mark.priority, cluster.mark.look, true,
                         m_context.theme.theme());
}

void OverviewStrip::paintRange(QPainter& painter, const QRectF& box) const
{
    const Theme& t = m_context.theme.theme();
    const TimeRange shown = range();
    const double from = std::round(xOf(shown.from));
    const double to = std::max(from + 2, std::round(xOf(shown.to)));
    QColor veil = t.panel;
    veil.setAlphaF(0.6F);
    painter.fillRect(QRectF(box.left(), box.top(), from - box.left(), box.height()), veil);
    painter.fillRect(QRectF(to, box.top(), box.right() - to, box.height()), veil);
    painter.setPen(QPen(t.selection, 2, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(QRectF(from, box.top(), to - from, box.height()));
    for (const double x : {from, to}) {
        const QRectF grip(x - kGripWidth / 2.0, box.center().y() - 8, kGripWidth, 16);
        painter.fillRect(grip, t.selection);
    }
}

} // namespace penstock::ui

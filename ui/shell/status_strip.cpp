// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/status_strip.h"

#include <QtCore/QDateTime>
#include <QtCore/QLocale>
#include <QtWidgets/QHBoxLayout>

#include <algorithm>

#include "core/base/money.h"
#include "ui/models/format.h"
#include "ui/models/loss_table.h"
#include "ui/shell/mode_chip.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/alarm_cell.h"
#include "ui/widgets/strip_cell.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

constexpr std::size_t kSamples = 60;
constexpr Nanos kStaleAfter = 2 * kSecond;

CostTotals spendSince(const FleetState& state, Nanos from, const std::stop_token& stop)
{
    CostTotals sum;
    for (std::uint32_t n = 1; n <= state.traces.size(); ++n) {
        if (n % 4096 == 0 && stop.stop_requested())
            break;
        const TraceRow& row = state.traces[n];
        if (row.start < from)
            continue;
        sum.reported += row.cost.reported;
        sum.computed += row.cost.computed;
        sum.estimated += row.cost.estimated;
        sum.unpricedCalls += row.cost.unpricedCalls;
    }
    return sum;
}

/// `45 min`, `3 h`, `1 h 30 min`.
QString lengthText(Nanos length)
{
    const Nanos minutes = length / kMinute;
    if (minutes < 1)
        return durationText(length);
    QStringList parts;
    if (minutes >= 60)
        parts << StatusStrip::tr("%1 h").arg(minutes / 60);
    if (minutes % 60 != 0)
        parts << StatusStrip::tr("%1 min").arg(minutes % 60);
    return parts.join(u' ');
}

Nanos startOfDay(Nanos now)
{
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(now / kMillisecond);
    return at.date().startOfDay().toMSecsSinceEpoch() * kMillisecond;
}

} // namespace

StatusStrip::StatusStrip(const ViewContext& context, QWidget* parent)
    : Panel(context.theme, Edge::bottom, parent, Ground::window), m_context(context)
{
    buildUi();
    wire();
    refresh();
    refreshSpend();
}

StripCell* StatusStrip::addCell(QHBoxLayout* row, const QString& caption)
{
    auto* cell = new StripCell(m_context.theme, caption, this);
    row->addWidget(cell);
    return cell;
}

void StatusStrip::buildUi()
{
    setFixedHeight(kStatusStripHeight);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 0, 0, 1);
    row->setSpacing(0);
    m_mode = new ModeChip(m_context.theme, this);
    row->addWidget(m_mode);
    m_clock = addCell(row, {});
    m_alarms = new AlarmCell(m_context.theme, this);
    row->addWidget(m_alarms);
    m_range = addCell(row, tr("range"));
    m_rate = addCell(row, tr("steps/s"));
    m_lag = addCell(row, tr("lag"));
    m_losses = addCell(row, tr("losses"));
    m_spend = addCell(row, tr("spend today"));
    m_spendRate = addCell(row, tr("spend/min"));
    m_disk = addCell(row, tr("log"));
    m_listening = addCell(row, tr("listening"));
    m_shelved = addCell(row, tr("shelved"));
    m_shelved->setClickable(true);
    m_shelved->setToolTip(tr("Alarms that somebody has put aside for a while, with the reason"));
    m_shelved->setVisible(false);
    m_filter = addCell(row, tr("filter"));
    m_filter->setValue(tr("active"));
    m_filter->setClickable(true);
    m_filter->setVisible(false);
    row->addStretch(1);
    m_range->setClickable(true);
    m_range->setToolTip(tr("How much time is shown, and which (Ctrl+R)"));
    m_losses->setClickable(true);
    m_losses->setToolTip(tr("What did not arrive whole, and why"));
    m_listening->setClickable(true);
    m_listening->setToolTip(tr("How to point an agent here"));
    m_spend->setToolTip(
        tr("Counted cost of the traces that started today; \u2265 while calls have no price"));
    m_spendRate->setClickable(true);
    m_spendRate->setToolTip(
        tr("What the last five minutes cost a minute, beside the same hour of earlier "
           "days, or beside the last three hours while those are not known"));
    m_mode->setToolTip(tr("Follow or pause (Space)"));
    m_lag->setToolTip(tr("How far the picture trails what has been stored"));
}

void StatusStrip::wire()
{
    connect(&m_context.bridge, &SessionBridge::statusChanged, this, [this] {
        sampleRate();
        refresh();
        refreshSpend();
    });
    connect(&m_context.bridge, &SessionBridge::snapshotChanged, this, &StatusStrip::refresh);
    connect(&m_context.state, &ViewState::followingChanged, this, [this] {
        m_pausedSince = m_context.bridge.status().now;
        refreshMode();
        fitCells();
    });
    connect(m_mode, &QAbstractButton::clicked, this,
            [this] { m_context.state.setFollowing(!m_context.state.following()); });
    connect(&m_context.state, &ViewState::filterChanged, this, [this] {
        m_filter->setVisible(!m_context.state.filter().isEmpty());
        m_filter->setToolTip(plainTip(m_context.state.filter()));
        fitCells();
    });
    connect(m_filter, &QAbstractButton::clicked, this, [this] { m_context.state.setFilter({}); });
    connect(&m_context.state, &ViewState::rangeChanged, this, [this] {
        refreshRange();
        fitCells();
    });
    connect(m_range, &QAbstractButton::clicked, this, &StatusStrip::rangeClicked);
    connect(m_alarms, &QAbstractButton::clicked, this, &StatusStrip::alarmsClicked);
    connect(m_shelved, &QAbstractButton::clicked, this, &StatusStrip::shelvedClicked);
    connect(m_spendRate, &QAbstractButton::clicked, this, &StatusStrip::spendRateClicked);
    connect(m_losses, &QAbstractButton::clicked, this, &StatusStrip::lossesClicked);
    connect(m_listening, &QAbstractButton::clicked, this, &StatusStrip::connectClicked);
}

void StatusStrip::sampleRate()
{
    m_samples.push_back(m_context.bridge.status().stepsPerSecond);
    if (m_samples.size() > kSamples)
        m_samples.erase(m_samples.begin());
}

void StatusStrip::refresh()
{
    const EngineStatus& status = m_context.bridge.status();
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(status.now / kMillisecond);
    m_clock->setCaption(QLocale::c().toString(now, u"ddd d MMM yyyy"_s));
    m_clock->setValue(now.toString(u"HH:mm:ss"));
    const double rate = status.stepsPerSecond;
    m_rate->setValue(rate < 10 ? QString::number(rate, 'f', 1)
                               : countText(static_cast<std::uint64_t>(rate)));
    m_lag->setValue(u"%1 s"_s.arg(static_cast<double>(status.foldLag) / 1e9, 0, 'f', 2));
    const std::uint64_t lost = lostItems(m_context.bridge.snapshot()->totals.losses);
    m_losses->setValue(countText(lost));
    m_losses->setMarked(lost > 0);
    refreshAlarms();
    refreshDisk();
    refreshRange();
    refreshListening();
    refreshMode();
    fitCells();
}

void StatusStrip::refreshAlarms()
{
    const auto alarms = m_context.bridge.snapshot()->alarms;
    if (!alarms)
        return;
    m_alarms->setCounts(alarms->counts);
    const std::uint32_t shelved =
        alarms->counts.inState[static_cast<std::size_t>(AlarmState::shelved)];
    m_shelved->setVisible(shelved > 0);
    m_shelved->setValue(countText(shelved));
}

void StatusStrip::refreshRange()
{
    const TimeRange fixed = m_context.state.range(0);
    if (fixed.to == 0) { // ends now
        m_range->setValue(lengthText(m_context.state.rangeLength()));
        return;
    }
    const auto time = [](Nanos t) {
        return QDateTime::fromMSecsSinceEpoch(t / kMillisecond).toString(u"HH:mm");
    };
    m_range->setValue(time(fixed.from) + u'\u2013' + time(fixed.to));
}

void StatusStrip::refreshDisk()
{
    const EngineStatus& status = m_context.bridge.status();
    m_disk->setMarked(status.diskFull);
    m_disk->setCaption(status.diskFull ? tr("disk full") : tr("log, free"));
    m_disk->setValue(bytesText(status.logBytes), u"  "_s + bytesText(status.freeBytes));
}

void StatusStrip::refreshListening()
{
    const EngineStatus& status = m_context.bridge.status();
    const bool attached = status.kind == SessionKind::attached;
    const bool engineGone = attached && !status.recording;
    QStringList places;
    if (!status.otlpGrpc.empty())
        places << QString::fromStdString(status.otlpGrpc);
    if (!status.otlpHttp.empty()) {
        const QString http = QString::fromStdString(status.otlpHttp);
        const qsizetype colon = http.lastIndexOf(u':');
        const bool sameHost = !places.isEmpty() && places.first().startsWith(http.left(colon + 1));
        places << (sameHost ? http.mid(colon) : http);
    }
    if (engineGone)
        places.clear();
    m_listening->setCaption(engineGone   ? tr("the engine is gone")
                            : attached   ? tr("attached to the engine at")
                            : status.tls ? tr("listening, TLS")
                                         : tr("listening"));
    m_listening->setValue(places.isEmpty() ? tr("nowhere") : places.join(u"  "_s));
    m_listening->setMarked(places.isEmpty());
}

void StatusStrip::refreshMode()
{
    const EngineStatus& status = m_context.bridge.status();
    if (!status.recording)
        m_mode->setMode(tr("NOT RECORDING"), {}, false);
    else if (!m_context.state.following())
        m_mode->setMode(tr("PAUSED"), behindText(status.now - m_pausedSince), false);
    else if (status.foldLag > kStaleAfter)
        m_mode->setMode(
            tr("LIVE \u2212%1 s").arg(static_cast<double>(status.foldLag) / 1e9, 0, 'f', 1), {},
            false);
    else
        m_mode->setMode(tr("LIVE"), {}, true);
}

// Sums over all traces, so it is done beside the GUI thread, and only for a new picture.
void StatusStrip::refreshSpend()
{
    auto state = m_context.bridge.snapshot();
    if (m_spendJob.busy() || state == m_spendOf)
        return;
    m_spendOf = state;
    const Nanos now = m_context.bridge.status().now;
    m_spendJob.start([this, state, now](std::stop_token stop) -> LatestJob::Apply {
        const CostTotals today = spendSince(*state, startOfDay(now), stop);
        const Measured minute = measured(
            *state, [](const RateKey& key) { return key.subject == RateSubject::actor; }, 0, now,
            [](const RateSums& sums) { return static_cast<double>(sums.cost) / 1e6; });
        return [this, today, minute] { showSpend(today, minute); };
    });
}

void StatusStrip::showSpend(const CostTotals& today, const Measured& minute)
{
    const QString text = costText(today, false);
    const qsizetype dot = text.lastIndexOf(u'.');
    const qsizetype cut = dot < 0 ? text.size() : dot + 3;
    m_spend->setValue(text.left(cut), text.mid(cut));
    const NormalBand& band = minute.band;
    const int digits = band.high() < 1 ? 3 : 2;
    const auto number = [digits](double value) { return QString::number(value, 'f', digits); };
    const bool isQuiet = band.high() <= 0 && minute.now <= 0; // and always was
    m_spendRate->setCaption(band.known == 0 || isQuiet ? tr("spend/min")
                            : band.high() <= 0
                                ? tr("spend/min, normal 0")
                                : tr("spend/min, normal %1\u2013%2")
                                      .arg(number(std::max(0.0, band.low())), number(band.high())));
    m_spendRate->setValue(u'$' + QString::number(minute.now, 'f', 3));
    m_spendRate->setNormal(minute.now, isQuiet ? NormalBand() : band);
    fitCells();
}

/// Cells go, the least missed first, until the others fit.
void StatusStrip::fitCells()
{
    m_rate->setSamples(width() + kNavWidth >= kNarrowWindow ? &m_samples : nullptr);
    StripCell* const going[] = {m_listening, m_rate, m_lag, m_spendRate};
    int needed = layout()->contentsMargins().left();
    for (int i = 0; i < layout()->count(); ++i)
        if (const QWidget* cell = layout()->itemAt(i)->widget())
            if (!cell->isHidden() || std::ranges::find(going, cell) != std::end(going))
                needed += cell->sizeHint().width();
    for (StripCell* cell : going) {
        const bool stays = needed <= width() || (cell == m_listening && cell->isMarked());
        if (!stays)
            cell->clearFocus(); // else its neighbour would get it, which does something else
        needed -= stays ? 0 : cell->sizeHint().width();
        cell->setVisible(stays);
    }
}

void StatusStrip::resizeEvent(QResizeEvent* event)
{
    Panel::resizeEvent(event);
    fitCells();
}

} // namespace penstock::ui

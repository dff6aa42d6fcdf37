// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/notices.h"

#include <utility>

#include "ui/models/alarm_table.h"
#include "ui/models/format.h"

namespace penstock::ui {
namespace {

constexpr LossKind kRejections[] = {
    LossKind::rejectedMalformed, LossKind::rejectedTooLarge,    LossKind::rejectedBadId,
    LossKind::rejectedAuth,      LossKind::rejectedBusy,        LossKind::rejectedDiskFull,
    LossKind::rejectedSlow,      LossKind::rejectedContentType,
};

} // namespace

Notices::Notices(const ViewContext& context, QObject* parent) : QObject(parent), m_context(context)
{
    connect(&m_context.bridge, &SessionBridge::statusChanged, this, &Notices::look);
    connect(&m_context.bridge, &SessionBridge::snapshotChanged, this, &Notices::lookAtRejections);
    connect(&m_context.bridge, &SessionBridge::snapshotChanged, this, &Notices::lookAtAlarms);
    look();
    lookAtAlarms();
}

void Notices::look()
{
    const EngineStatus& status = m_context.bridge.status();
    if (status.diskFull && !std::exchange(m_diskFull, status.diskFull))
        tell(NoticeKind::diskFull, tr("The disk is full: nothing more is recorded until there is "
                                      "room, and senders are told to wait."));
    m_diskFull = status.diskFull;
    if (status.foldLag > kBehindFrom && !std::exchange(m_behind, true))
        tell(NoticeKind::behind,
             tr("The picture is %1 s behind what has been stored.").arg(status.foldLag / kSecond));
    m_behind = m_behind && status.foldLag > kBehindUntil;
    if (m_wasRecording && !status.recording)
        tell(NoticeKind::engineGone, tr("Nothing is being recorded any more."));
    m_wasRecording = status.recording;
    lookAtRejections();
}

void Notices::lookAtRejections()
{
    const LossCounts& losses = m_context.bridge.snapshot()->totals.losses;
    std::uint64_t rejected = 0;
    for (const LossKind kind : kRejections)
        rejected += losses.of(kind);
    const Nanos now = m_context.bridge.status().now;
    if (!std::exchange(m_counted, true)) {
        m_rejected = rejected;
        return;
    }
    if (rejected <= m_rejected || (m_rejectedAt != 0 && now - m_rejectedAt < kRejectedRest))
        return;
    const std::uint64_t fresh = rejected - std::exchange(m_rejected, rejected);
    m_rejectedAt = now;
    tell(NoticeKind::rejected,
         fresh == 1
             ? tr("One item of a sender was turned away; Losses says why.")
             : tr("%1 items of senders were turned away; Losses says why.").arg(countText(fresh)));
}

/// Many at once are one notice: the list has them all, and the most urgent one is where to begin.
void Notices::lookAtAlarms()
{
    const auto alarms = m_context.bridge.snapshot()->alarms;
    if (!alarms)
        return;
    const auto news = m_alarmNews.take(*alarms, m_alarmsFrom);
    if (news.empty())
        return;
    const Alarm& first = *news.front();
    const QString about = tr("%1 alarm, %2: %3")
                              .arg(priorityText(first.priority), aboutText(first),
                                   safeLine(first.finding->sentence, 240));
    tell(NoticeKind::alarm,
         news.size() == 1 ? about : tr("%1 (and %2 more)").arg(about, countText(news.size() - 1)));
}

void Notices::tell(NoticeKind kind, const QString& sentence)
{
    m_recent.push_front({kind, sentence, m_context.bridge.status().now});
    if (m_recent.size() > kKept)
        m_recent.pop_back();
    emit noticed(m_recent.front());
}

} // namespace penstock::ui

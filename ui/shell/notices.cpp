// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/notices.h"

#include <utility>

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
    look();
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

void Notices::tell(NoticeKind kind, const QString& sentence)
{
    m_recent.push_front({kind, sentence, m_context.bridge.status().now});
    if (m_recent.size() > kKept)
        m_recent.pop_back();
    emit noticed(m_recent.front());
}

} // namespace penstock::ui

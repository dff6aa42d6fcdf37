// SPDX-License-Identifier: GPL-3.0-or-later
// How the fold comes level with the log: at the start, after a forget, and where a batch has not come by the queue.
#include "core/session/folder.h"
#include "core/session/tombstones.h"

namespace penstock {

// The log no longer holds what was forgotten: folding it again is the one way to take that out of every table.
void Folder::startOver()
{
    {
        std::lock_guard lock(m_refoldMutex);
        m_refolding = true;
    }
    m_startedOver = true;
    m_cascades->cancel({});
    m_traces->cancel({});
    m_generation.fetch_add(1, std::memory_order_acq_rel);
    forgetStored();
    m_cleanThrough = m_log->lastSeq();
    if (m_storage)
        m_storage->clear();
    openFolds();
    m_dirty = true;
    m_unsaved = true;
}

void Folder::catchUp()
{
    if (!m_log)
        return;
    if (m_fleet->seq() == 0)
        m_cleanThrough = m_log->lastSeq();
    sayWhatIsGone();
    while (!readOn())
        startOver();
    if (m_startedOver)
        catchUpWithWriter();
}

/// Retention leaves a checkpoint behind that knows what it took. Without one – lost, of another version, or begun anew
/// after a forget – the totals are those of what is left, and nobody shall take them for those of all time.
void Folder::sayWhatIsGone()
{
    const Seq first = m_log->firstSeq();
    if (first <= m_fleet->seq() + 1)
        return;
    const auto oldest = m_log->entry(first);
    if (!oldest || (*oldest)->entries.empty())
        return;
    addProblem("Totals lack what the log no longer holds: it begins at " +
               formatUtc((*oldest)->entries.front().arrival) +
               ", and there is no checkpoint of what was before.");
}

/// A fold that started over is far behind: meanwhile the writer did not wait, and what it handed over was left to the log.
void Folder::catchUpWithWriter()
{
    m_startedOver = false;
    Seq leftOut = 0;
    {
        std::lock_guard lock(m_refoldMutex);
        m_refolding = false;
        leftOut = m_leftOut;
    }
    if (leftOut > m_fleet->seq())
        catchUp();
}

/// False when a tombstone turns up that takes away what is folded already, also after a crash between the two.
bool Folder::readOn()
{
    bool sound = true;
    std::vector<std::string> damage;
    const Status status = m_log->read(
        foldedTo() + 1,
        [this, &sound](const EntryBatch& batch) {
            sound = !takesFoldedAway(batch, m_cleanThrough);
            if (!sound)
                return false;
            fold(batch);
            serveUrgent();
            makeViewsIfDue();
            if (m_fleet->checkpointDue())
                checkpoint(false);
            publishIfDue(false);
            m_cut = m_queue.closed();
            return !m_cut;
        },
        &damage, LongValues::only(Fleet::keysItReads()));
    if (!status)
        addProblem(status.error().sentence);
    for (std::string& sentence : damage)
        addProblem(std::move(sentence));
    return sound;
}

} // namespace penstock

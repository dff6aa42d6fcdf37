// SPDX-License-Identifier: GPL-3.0-or-later
// Cascades and large traces that somebody watches, made on the makers' threads: what the fold is asked for them overtakes the
// commits that wait, and the structure of a cascade that left memory comes from the checkpoint, whatever the fold is busy with.
#include "core/fleet/cascade_assembler.h"
#include "core/fleet/trace_viewer.h"
#include "core/session/folder.h"

#include <utility>

namespace penstock {

bool Folder::postUrgent(std::function<void(Fleet&)> command)
{
    m_urgent.push(std::move(command), 0);
    return post([](Fleet&) {}); // wakes the fold thread, which looks at what is urgent first
}

/// Where the world is whole: between two commits, which a few thousand steps bound.
void Folder::serveUrgent()
{
    while (m_urgent.hasItems())
        for (const std::function<void(Fleet&)>& command : m_urgent.takeSome(0))
            command(*m_fleet);
}

void Folder::watchCascade(TraceIndex anyOfIts)
{
    {
        const std::lock_guard lock(m_mutex);
        m_wanted.try_emplace(anyOfIts.value);
    }
    if (m_stored && m_storing)
        m_storing->take([this, anyOfIts] { showStored(anyOfIts); });
    postUrgent([this, anyOfIts](Fleet& fleet) {
        fleet.watchCascade(anyOfIts);
        m_cascadePace = {}; // somebody waits for it
    });
}

void Folder::unwatchCascade(TraceIndex anyOfIts)
{
    {
        const std::lock_guard lock(m_mutex);
        m_wanted.erase(anyOfIts.value);
    }
    postUrgent([this, anyOfIts](Fleet& fleet) {
        fleet.unwatchCascade(anyOfIts);
        m_cascades->cancel(anyOfIts);
        m_dirty = true;
    });
}

/// On the maker's thread.
std::uint64_t Folder::makeCascade(const ViewMaker::Job& job)
{
    const auto shown = [&](std::shared_ptr<const CascadeView> view) {
        job.show([this, trace = job.trace, view = std::move(view)](Fleet& fleet) {
            fleet.showCascade(trace, view);
            m_dirty = true;
        });
    };
    std::optional<std::optional<CascadePlan>> plan = job.ask<std::optional<CascadePlan>>(
        [trace = job.trace](Fleet& fleet) { return fleet.planCascade(trace); });
    if (!plan || !*plan)
        return 0;
    CascadeAssembler assembler(std::move(**plan), job.stop);
    assembler.showStructure = shown;
    while (!assembler.wanted().empty() && !assembler.stopped()) {
        std::optional<CascadeParts> parts =
            job.ask<CascadeParts>([&](Fleet& fleet) { return fleet.handOver(assembler.wanted()); });
        if (!parts)
            return assembler.steps();
        assembler.take(std::move(*parts));
    }
    if (std::shared_ptr<const CascadeView> view = assembler.finish(); view != nullptr)
        shown(std::move(view));
    return assembler.steps();
}

/// On the maker's thread.
std::uint64_t Folder::makeTrace(const ViewMaker::Job& job)
{
    std::optional<std::optional<TracePlan>> plan = job.ask<std::optional<TracePlan>>(
        [trace = job.trace](Fleet& fleet) { return fleet.planTrace(trace); });
    if (!plan || !*plan)
        return 0;
    const std::uint64_t revision = (*plan)->revision;
    const std::uint64_t steps = (*plan)->parts.traces[job.trace.value].steps;
    if (std::shared_ptr<const TraceView> view = makeTraceView(std::move(**plan), job.stop))
        job.show([this, trace = job.trace, view = std::move(view), revision](Fleet& fleet) {
            fleet.showTrace(trace, view, revision);
            m_dirty = true;
        });
    return steps;
}

/// On a thread of its own. The snapshot gets it at once: the next one may be a large trace away.
void Folder::showStored(TraceIndex cascade)
{
    std::shared_ptr<const CascadeGround> ground;
    {
        const std::lock_guard lock(m_mutex);
        if (m_wanted.contains(cascade.value))
            ground = m_ground;
    }
    if (ground == nullptr)
        return;
    auto view = CascadeAssembler::storedStructure(*ground, cascade, *m_stored);
    if (view == nullptr)
        return;
    {
        const std::lock_guard lock(m_mutex);
        const auto wanted = m_wanted.find(cascade.value);
        if (wanted == m_wanted.end() || m_ground == nullptr ||
            m_ground->plan.traceKey != ground->plan.traceKey)
            return; // nobody looks any more, or a forget made another world
        wanted->second = std::move(view);
        auto next = std::make_shared<FleetState>(*m_snapshot);
        addStored(*next);
        m_snapshot = std::move(next);
    }
    wakeScreen();
}

/// What the fold shows itself is newer. The structure stays for a fold that has yet to learn that it was closed and opened again.
void Folder::addStored(FleetState& state) const
{
    for (const auto& [cascade, structure] : m_wanted)
        if (structure != nullptr)
            state.openedCascades.try_emplace(cascade, structure);
}

void Folder::forgetStored()
{
    const std::lock_guard lock(m_mutex);
    m_ground.reset();
    m_wanted.clear();
}

} // namespace penstock

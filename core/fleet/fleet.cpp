// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/fleet.h"

#include "core/fleet/cascade_parts.h"
#include "core/fleet/cascade_view.h"
#include "core/fleet/checkpoint.h"
#include "core/fleet/trace_viewer.h"
#include "core/fleet/world.h"

#include <algorithm>
#include <map>

namespace penstock {
namespace {

class FoldingFleet final : public Fleet {
public:
    FoldingFleet(const FleetOptions& options, KeyedStorage* storage) : m_options(options)
    {
        if (storage != nullptr)
            m_checkpoint = std::make_unique<Checkpoint>(*storage);
        m_world = m_checkpoint ? m_checkpoint->restore(options) : nullptr;
        if (m_world == nullptr)
            m_world = std::make_unique<World>(options, randomBytes(KeyedHash::kSecretSize));
        m_checkpointSeq = m_world->seq();
        m_checkpointTime = m_world->logTime();
        if (!m_checkpoint)
            return;
        m_world->load = [this](TraceIndex index) {
            return m_checkpoint->loadTrace(*m_world, index);
        };
        m_world->loadStored = [this](TraceIndex index) { return m_checkpoint->storedTrace(index); };
    }

    Seq seq() const override { return m_world->seq(); }

    void apply(const EntryBatch& batch) override
    {
        for (const LogEntry& entry : batch.entries)
            if (entry.seq > m_world->seq())
                m_world->apply(entry);
        m_world->settle(false);
        if (m_checkpointTime == 0)
            m_checkpointTime = m_world->logTime();
    }

    Status checkpoint() override
    {
        if (!m_checkpoint)
            return Done{};
        Status saved = m_checkpoint->save(*m_world);
        if (saved) {
            m_checkpointSeq = m_world->seq();
            m_checkpointTime = m_world->logTime();
            m_world->evictIdle();
        }
        return saved;
    }

    bool checkpointDue() const override
    {
        if (!m_checkpoint)
            return false;
        const Seq entries = m_world->seq() - m_checkpointSeq;
        const bool enough = entries >= m_options.maxHotSteps / 8 || m_world->isTurning();
        const bool crowded = m_world->hotSteps() > m_options.maxHotSteps && enough;
        const bool late = m_world->logTime() - m_checkpointTime >= m_options.checkpointAfter &&
                          entries >= m_options.checkpointEvery / 5;
        return entries >= m_options.checkpointEvery || late || crowded;
    }

    TraceIndex find(const TraceId& trace) const override { return m_world->find(trace); }

    std::shared_ptr<FleetState> publish() override
    {
        m_world->settleCascades(false);
        bringUpToDate();
        std::shared_ptr<FleetState> state = m_world->share();
        for (const auto& [index, watched] : m_watched)
            if (watched.view != nullptr)
                state->opened.emplace(index, watched.view);
        for (const auto& [index, watched] : m_watchedCascades)
            if (watched.view != nullptr)
                state->openedCascades.emplace(index, watched.view);
        return state;
    }

    bool placesAreBehind() const override { return m_world->cascadesAreBehind(); }
    void settlePlaces() override { m_world->settleCascades(true); }

    std::optional<TraceIndex> staleTrace() const override
    {
        std::optional<TraceIndex> changed;
        for (const auto& [index, watched] : m_watched) {
            if (!isLarge({index}))
                continue;
            if (watched.view == nullptr)
                return TraceIndex{index};
            if (watched.revision != traceRevision({index}))
                changed = TraceIndex{index};
        }
        return changed;
    }

    std::optional<TracePlan> planTrace(TraceIndex trace) override
    {
        if (!m_world->hasTrace(trace))
            return std::nullopt;
        return m_world->planTrace(trace);
    }

    void showTrace(TraceIndex trace, std::shared_ptr<const TraceView> view,
                   std::uint64_t revision) override
    {
        const auto at = m_watched.find(trace.value);
        if (at != m_watched.end()) // else nobody looks any more
            at->second = {std::move(view), revision};
    }

    void watch(TraceIndex trace) override
    {
        if (m_world->hasTrace(trace))
            m_watched.try_emplace(trace.value);
    }
    void unwatch(TraceIndex trace) override { m_watched.erase(trace.value); }
    /// The trace may be in an entry that comes yet: who asks for it did not wait for those.
    void watchCascade(TraceIndex anyOfIts) override
    {
        m_watchedCascades.try_emplace(anyOfIts.value);
    }
    void unwatchCascade(TraceIndex anyOfIts) override { m_watchedCascades.erase(anyOfIts.value); }

    std::optional<TraceIndex> staleCascade() override
    {
        for (const auto& [index, watched] : m_watchedCascades)
            if (watched.view == nullptr && m_world->hasTrace({index}))
                return TraceIndex{index};
        for (auto& [index, watched] : m_watchedCascades) {
            if (watched.view == nullptr || watched.world == m_world->cascadesRevision())
                continue;
            if (watched.revision != m_world->cascadeRevision({index}))
                return TraceIndex{index};
            watched.world = m_world->cascadesRevision();
        }
        return std::nullopt;
    }

    void showCascade(TraceIndex anyOfIts, std::shared_ptr<const CascadeView> view) override
    {
        const auto at = m_watchedCascades.find(anyOfIts.value);
        if (at == m_watchedCascades.end())
            return; // nobody looks any more
        at->second.revision = view->facts.stepsToCome > 0 ? 0 : view->revision;
        at->second.view = std::move(view);
    }

    std::optional<CascadePlan> planCascade(TraceIndex anyOfIts) override
    {
        if (!m_world->hasTrace(anyOfIts))
            return std::nullopt;
        return m_world->planCascade(anyOfIts);
    }
    std::shared_ptr<const CascadeGround> cascadeGround() override
    {
        return m_world->cascadeGround();
    }
    CascadeParts handOver(std::span<const TraceIndex> wanted) override
    {
        return m_world->handOver(wanted);
    }
    std::shared_ptr<const CascadeView> cascade(TraceIndex anyOfIts) override
    {
        return m_world->cascade(anyOfIts);
    }
    std::shared_ptr<const TraceView> view(TraceIndex trace) override
    {
        return m_world->view(trace);
    }
    std::string dumpWorld() override { return m_world->dumpWorld(); }
    std::string dumpExact() override { return m_world->dumpExact(); }
    std::vector<MemoryPart> memory() const override { return m_world->memory(); }

private:
    struct WatchedTrace {
        std::shared_ptr<const TraceView> view;
        std::uint64_t revision = 0;
    };
    struct WatchedCascade {
        std::shared_ptr<const CascadeView> view;
        std::uint64_t revision = 0; ///< of the cascade, as shown
        std::uint64_t world = 0;    ///< of the world, when the cascade was found as shown
    };

    std::uint64_t traceRevision(TraceIndex index) const
    {
        if (const std::uint64_t revision = m_world->viewRevision(index); revision != 0)
            return revision;
        const auto at = m_watched.find(index.value); // left memory: nothing changed since
        return at == m_watched.end() ? 0 : at->second.revision;
    }

    bool isLarge(TraceIndex index) const { return m_world->stepsOf(index) > kLargeView; }

    void bringUpToDate()
    {
        for (auto& [index, watched] : m_watched) {
            const bool made = watched.view != nullptr && watched.revision == traceRevision({index});
            if (made || isLarge({index}))
                continue;
            watched.view = m_world->view({index});
            watched.revision = traceRevision({index});
        }
    }

    const FleetOptions m_options;
    std::unique_ptr<Checkpoint> m_checkpoint;
    std::unique_ptr<World> m_world;
    std::map<std::uint32_t, WatchedTrace> m_watched;
    std::map<std::uint32_t, WatchedCascade> m_watchedCascades;
    Seq m_checkpointSeq = 0;
    Nanos m_checkpointTime = 0; ///< of the log
};

} // namespace

std::span<const KeyId> Fleet::keysItReads()
{
    return factKeys();
}

std::unique_ptr<Fleet> Fleet::create(const FleetOptions& options, KeyedStorage* storage)
{
    return std::make_unique<FoldingFleet>(options, storage);
}

} // namespace penstock

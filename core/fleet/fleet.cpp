// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/fleet.h"

#include "core/fleet/checkpoint.h"
#include "core/fleet/world.h"

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
        if (m_checkpoint)
            m_world->load = [this](TraceIndex index) {
                return m_checkpoint->loadTrace(*m_world, index);
            };
    }

    Seq seq() const override { return m_world->seq(); }

    void apply(const EntryBatch& batch) override
    {
        for (const LogEntry& entry : batch.entries)
            if (entry.seq > m_world->seq())
                m_world->apply(entry);
        m_world->settle(false);
    }

    Status checkpoint() override
    {
        if (!m_checkpoint)
            return Done{};
        Status saved = m_checkpoint->save(*m_world);
        if (saved) {
            m_checkpointSeq = m_world->seq();
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
        return entries >= m_options.checkpointEvery || crowded;
    }

    std::shared_ptr<const FleetState> publish() override
    {
        std::shared_ptr<FleetState> state = m_world->share();
        for (auto& [index, watched] : m_watched) {
            const TraceState* trace = m_world->hotTrace({index});
            const bool changed = trace != nullptr && trace->revision != watched.revision;
            if (watched.view == nullptr || changed) {
                watched.view = m_world->view({index});
                watched.revision = m_world->hotTrace({index})->revision;
            }
            state->opened.emplace(index, watched.view);
        }
        return state;
    }

    void watch(TraceIndex trace) override
    {
        if (m_world->hasTrace(trace))
            m_watched.try_emplace(trace.value);
    }
    void unwatch(TraceIndex trace) override { m_watched.erase(trace.value); }
    std::shared_ptr<const TraceView> view(TraceIndex trace) override
    {
        return m_world->view(trace);
    }
    std::string dumpWorld() override { return m_world->dumpWorld(); }
    std::string dumpExact() override { return m_world->dumpExact(); }

private:
    struct Watched {
        std::shared_ptr<const TraceView> view;
        std::uint64_t revision = 0;
    };

    const FleetOptions m_options;
    std::unique_ptr<Checkpoint> m_checkpoint;
    std::unique_ptr<World> m_world;
    std::map<std::uint32_t, Watched> m_watched;
    Seq m_checkpointSeq = 0;
};

} // namespace

std::unique_ptr<Fleet> Fleet::create(const FleetOptions& options, KeyedStorage* storage)
{
    return std::make_unique<FoldingFleet>(options, storage);
}

} // namespace penstock

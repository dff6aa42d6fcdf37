// SPDX-License-Identifier: GPL-3.0-or-later
// World: the state of the fold – tables of agents, delegations, traces, runs and losses, and the traces in memory – and
// what one log entry does to it. Owned by the Fleet, fold thread. A trace is evaluated at the end of the batch that
// changed it; a trace of more than kLarge steps only when enough changed or enough log time passed, which depends on
// the log alone, so replaying the log gives the same numbers and the same row order.
#pragma once

#include "core/base/hash.h"
#include "core/fleet/cache_memory.h"
#include "core/fleet/cascade_table.h"
#include "core/fleet/delegation_table.h"
#include "core/fleet/fact_reader.h"
#include "core/fleet/fleet.h"
#include "core/fleet/rate_table.h"
#include "core/fleet/trace_evaluator.h"
#include "core/fleet/trace_lookup.h"
#include "core/fleet/trace_viewer.h"

#include <functional>
#include <map>
#include <set>
#include <span>
#include <unordered_map>

namespace penstock {

struct CascadeGround;
struct CascadePlan;
struct CascadeParts;
struct StoredTrace;

class World final {
public:
    static constexpr std::uint32_t kLarge = 4096;
    static constexpr std::uint32_t kMaxEdges = 200'000;
    static constexpr std::uint32_t kMostLossMinutes = 3 * 24 * 60;

    /// `secret` keys the tables that strangers could fill with collisions; it changes no result.
    World(const FleetOptions& options, std::string_view secret);
    World(const World&) = delete;
    World& operator=(const World&) = delete;

    /// Brings back a trace that left memory; called only for traces that evictIdle() let go.
    std::function<std::unique_ptr<TraceState>(TraceIndex)> load;
    /// The same, not taken apart.
    std::function<StoredTrace(TraceIndex)> loadStored;

    void apply(const LogEntry& entry);
    /// Evaluates what is due; `all`: also large traces that could wait.
    void settle(bool all);

    Seq seq() const { return m_seq; }
    Nanos logTime() const { return m_logTime; }
    std::uint32_t hotSteps() const { return m_hotSteps; }
    bool isTurning() const
    {
        return m_caches.isTurning();
    }                                    ///< traces wait to be brought back and looked at again
    TraceState& trace(TraceIndex index); ///< loads it if need be
    const TraceState* hotTrace(TraceIndex index) const { return m_hot[index.value - 1].get(); }
    bool isWaiting(TraceIndex index) const
    {
        return hotTrace(index) != nullptr && hotTrace(index)->queued;
    }
    /// Lets clean traces go that are idle, or the longest silent ones while there are too many steps. Changes no result.
    void evictIdle();
    std::uint64_t stepsOf(TraceIndex index) const { return m_traces.rows()[index.value].steps; }
    bool hasTrace(TraceIndex index) const { return index && index.value <= m_traces.rows().size(); }
    TraceIndex find(const TraceId& id) const { return {m_lookup.find(id, m_traces.rows())}; }
    std::shared_ptr<FleetState> share();
    std::shared_ptr<const TraceView> view(TraceIndex index);
    /// Of a view of a trace in memory, which tells its steps and its row: a row may follow later. 0: it left memory.
    std::uint64_t viewRevision(TraceIndex index) const
    {
        const TraceState* hot = hotTrace(index);
        return hot == nullptr ? 0 : hot->revision + m_traces.rows()[index.value].changed;
    }
    /// What makeTraceView() makes it of, of a trace that there is.
    TracePlan planTrace(TraceIndex index);
    /// The cascade that this trace belongs to, put together here and now.
    std::shared_ptr<const CascadeView> cascade(TraceIndex index);
    /// What CascadeAssembler puts it together from, elsewhere.
    CascadePlan planCascade(TraceIndex index);
    std::shared_ptr<const CascadeGround> cascadeGround();
    CascadeParts handOver(std::span<const TraceIndex> wanted);
    /// Changes when that cascade does, or may have.
    std::uint64_t cascadeRevision(TraceIndex index) const;
    /// Changes when any of them may have.
    std::uint64_t cascadesRevision() const { return m_revision + m_cascades.version(); }
    /// Large cascades that changed are told as they were; `all` brings them up to date too.
    void settleCascades(bool all) { m_cascades.settle(m_logTime, all); }
    bool cascadesAreBehind() const { return m_cascades.isBehind(); }

    std::string dumpWorld();
    std::string dumpExact();
    std::vector<MemoryPart> memory() const;

private:
    friend class Checkpoint;

    void restoreTrace(const TraceRow& row, StringId session); ///< its steps stay in the checkpoint
    void restoreLosses(LossRow row);
    void restoreLossMinute(LossMinute minute);
    void finishRestoring();
    void applyStep(const LogEntry& entry);
    void applyBillAct(const LogEntry& entry);
    static void writeBill(std::string& out, const Bill& bill);
    bool readBill(ByteReader& in);
    void addLosses(std::string_view source, const LossCounts& losses);
    void addLossMinute(const LossCounts& losses);
    void addToHour(const LossCounts& losses);
    bool restoreLossHour(ByteReader& in);
    void addCutsOf(TraceIndex trace, LossKind kind,
                   std::uint64_t n); ///< what no single sender is to blame for
    TraceIndex traceOf(const TraceId& id, Nanos arrival);
    bool isDue(const TraceState& trace) const;
    void evaluateQueue(bool all);
    bool queueTurned(bool all);
    void evaluate(TraceState& trace);
    void applyContribution(const TraceContribution& before, const TraceContribution& after);
    void applyEdge(const EdgeShare& share, int sign);
    void applySharedEdge(const EdgeShare& share, int sign);
    void applyJoins(TraceState& trace);
    template <class Visit> void eachOfCascade(TraceIndex index, const Visit& visit) const;
    void eachCascadeText(const std::function<void(std::string)>& take);
    /// A trace that left memory is not kept: what is looked at may be more than what should be in memory.
    void queue(TraceState& trace);
    const std::vector<SharedCall>& sharedCalls(const TraceState& trace);
    void applyRow(TraceState& trace, const TraceResult& result);
    void applyRuns(TraceState& trace, const TraceResult& result);
    void countTrace(const TraceRow& row, int sign);
    void countTrace(const TraceRow& row, StringId session, int sign);
    void countRuns(const TraceContribution& contribution, int sign);
    void eachRateLine(const std::function<void(std::string)>& take);

    const FleetOptions m_options;
    const std::string m_secret;
    const KeyedHash m_hash;
    const std::uint64_t m_hashKey;
    std::shared_ptr<StringPool> m_names;
    BoundedNames m_boundedNames;
    AgentTable m_agents;
    ModelTable m_models;
    RateTable m_rates;
    DelegationTable m_delegations;
    FactReader m_reader;
    CacheMemory m_caches;
    TraceEvaluator m_evaluator;
    TraceLookup m_lookup;
    TrackedTable<TraceRow> m_traces;
    TrackedTable<RunRow> m_runs;
    JoinTable m_joins;
    CascadeTable m_cascades;
    std::vector<SharedCall> m_sharedCalls;
    CowTable<LossRow> m_losses;
    std::unordered_map<std::string, std::uint32_t> m_sources;
    CowTable<LossMinute> m_lossMinutes;
    std::map<Nanos, std::uint32_t> m_lossMinuteAt; ///< by start
    Nanos m_lossesSince = 0;
    std::set<std::uint64_t> m_furtherSources; ///< digests of those that share the last row
    std::unordered_map<StringId, std::uint32_t> m_sessions; ///< traces of each session
    TrackedTable<LossHour, 64, 8> m_lossHours;
    std::map<Nanos, std::uint32_t> m_lossHourAt; ///< number by start
    TrackedTable<Bill> m_bills;
    FleetTotals m_totals;
    std::vector<std::unique_ptr<TraceState>> m_hot; ///< by TraceIndex - 1; null = left memory
    std::vector<TraceIndex> m_hotList;              ///< traces in memory, any order
    std::vector<TraceIndex> m_queue;                ///< changed, to be evaluated
    std::uint32_t m_hotSteps = 0;
    std::uint64_t m_revision = 0;
    Seq m_seq = 0;
    Nanos m_logTime = 0;
};

} // namespace penstock

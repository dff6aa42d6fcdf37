// SPDX-License-Identifier: GPL-3.0-or-later
// Canonical texts of the world. dumpWorld() names everything by names and ids and sorts; dumpExact() keeps numbers,
// order and seqs, so that two fleets are equal if and only if their dumps are.
#include "core/fleet/world.h"

#include "core/fleet/trace_viewer.h"

#include <algorithm>
#include <set>

namespace penstock {
namespace {

/// One line, fields by ` key=value`; texts quoted so that hostile ones cannot fake a line.
class Line final {
public:
    explicit Line(std::string_view start) : m_text(start) {}
    Line& n(std::string_view key, std::int64_t value)
    {
        if (value != 0)
            m_text.append(" ").append(key).append("=").append(std::to_string(value));
        return *this;
    }
    Line& u(std::string_view key, std::uint64_t value)
    {
        return n(key, static_cast<std::int64_t>(value));
    }
    Line& t(std::string_view key, std::string_view value)
    {
        if (value.empty())
            return *this;
        m_text.append(" ").append(key).append("=\"");
        for (const char c : value) {
            if (c == '"' || c == '\\')
                m_text.push_back('\\');
            m_text.push_back(c == '\n' ? ' ' : c);
        }
        m_text.push_back('"');
        return *this;
    }
    Line& usage(const UsageTotals& u)
    {
        return n("in", u.input)
            .n("cache_read", u.inputCacheRead)
            .n("cache_write", u.inputCacheWrite)
            .n("out", u.output)
            .n("reasoning", u.outputReasoning)
            .n("calls", u.calls)
            .n("no_usage", u.callsNoUsage);
    }
    Line& cost(const CostTotals& c)
    {
        return n("reported", c.reported)
            .n("computed", c.computed)
            .n("estimated", c.estimated)
            .n("unpriced", c.unpricedCalls);
    }
    std::string take() { return std::move(m_text) + "\n"; }

private:
    std::string m_text;
};

std::string agentLine(const AgentRow& row)
{
    static constexpr std::string_view kKinds[] = {"agent", "remote", "tool", "memory", "human"};
    return Line(kKinds[static_cast<std::size_t>(row.kind)])
        .t("service", row.deployment)
        .t("name", row.name)
        .t("id", row.id)
        .t("env", row.environment)
        .t("framework", row.framework)
        .t("version", row.version)
        .t("description", row.description)
        .t("model", row.model)
        .u("runs", row.runs)
        .u("open", row.runsOpen)
        .u("steps", row.steps)
        .u("errors", row.errors)
        .u("folded", row.folded)
        .usage(row.usage)
        .cost(row.cost)
        .n("first", row.firstSeen)
        .n("last", row.lastSeen)
        .t("claims", claimsText(row))
        .take();
}

std::string evidenceText(std::uint32_t bits)
{
    std::string text;
    for (int i = 0; i < kEvidenceCount; ++i)
        if ((bits >> i & 1u) != 0)
            text.append(text.empty() ? "" : "+").append(evidenceName(static_cast<Evidence>(i)));
    return text;
}

std::string edgeLine(const DelegationRow& row, const CowTable<AgentRow>& agents)
{
    const AgentRow& from = agents[row.from.value];
    const AgentRow& to = agents[row.to.value];
    return Line("edge")
        .t("from", from.deployment + "/" + from.name)
        .t("to", to.deployment + "/" + to.name)
        .n("to_kind", static_cast<int>(row.toKind))
        .t("from_id", from.id)
        .t("to_id", to.id)
        .t("best", evidenceName(row.best))
        .t("evidence", evidenceText(row.evidence))
        .t("mode", delegationModeName(row.mode))
        .n("cross", row.crossProcess)
        .n("confidence", row.confidence)
        .u("count", row.count)
        .u("errors", row.errors)
        .n("first", row.firstSeen)
        .n("last", row.lastSeen)
        .take();
}

std::string traceLine(const TraceRow& row)
{
    return Line("trace " + row.id.hex())
        .t("name", row.name)
        .t("agent", row.agent)
        .t("service", row.deployment)
        .t("session", row.session)
        .t("user", row.user)
        .n("dialects", row.dialects)
        .n("start", row.start)
        .n("end", row.end)
        .n("steps", row.steps)
        .n("agents", row.agents)
        .n("runs", row.runs)
        .n("errors", row.errors)
        .n("running", row.running)
        .n("missing", row.missingParents)
        .n("root_missing", row.rootMissing)
        .usage(row.usage)
        .cost(row.cost)
        .take();
}

std::string nodeLine(const TraceNode& node, bool exact)
{
    static constexpr std::string_view kRoles[] = {"", "leaf", "rollup", "duplicate"};
    return Line("  " + node.span.hex())
        .n("depth", node.depth)
        .n("parent", node.parent)
        .t("kind", stepKindName(node.kind))
        .t("status", stepStatusName(node.status))
        .t("role", kRoles[static_cast<std::size_t>(node.role)])
        .n("counts", node.counts)
        .n("missing", node.missing)
        .n("synthetic", node.synthetic)
        .n("flags", node.flags)
        .n("start", node.start)
        .n("end", node.end)
        .t("name", node.name)
        .t("agent", node.agent)
        .t("model", node.model)
        .n("in", node.usage.input)
        .n("out", node.usage.output)
        .n("cost", node.cost.amount)
        .t("cost_source", costSourceName(node.cost.source))
        .n("doubts", node.cost.doubts)
        .n("cost_below", node.costBelow)
        .t("error", node.error)
        .u("seq", exact ? node.seq : 0)
        .take();
}

std::string delegationLine(const TraceDelegation& d)
{
    return Line("  delegation")
        .n("from", d.fromNode)
        .n("to", d.toNode)
        .t("from_agent", d.fromAgent)
        .t("to_agent", d.toAgent)
        .t("best", evidenceName(d.best))
        .t("evidence", evidenceText(d.evidence))
        .t("mode", delegationModeName(d.mode))
        .n("cross", d.crossProcess)
        .take();
}

std::string lossLine(const LossRow& row, bool exact)
{
    Line line("losses");
    line.t("source", row.source);
    for (int i = 0; i < kLossKindCount; ++i)
        if (exact ||
            !isCutByFold(static_cast<LossKind>(i))) // what a fold cuts depends on what it saw when
            line.u(lossKindName(static_cast<LossKind>(i)),
                   row.counts.counts[static_cast<std::size_t>(i)]);
    if (exact)
        line.n("first", row.firstSeen).n("last", row.lastSeen);
    return line.take();
}

std::string lossMinuteLine(const LossMinute& minute)
{
    return Line("refused")
        .n("minute", minute.start)
        .u("refused", minute.refused)
        .u("told_to_retry", minute.toldToRetry)
        .take();
}

std::string billLine(const Bill& bill)
{
    return Line("bill")
        .u("number", bill.number)
        .t("name", bill.name)
        .n("amount", bill.amount)
        .t("foreign", formatForeign(bill.foreign))
        .n("rate", bill.foreign.rate)
        .n("from", bill.from)
        .n("to", bill.to)
        .t("filter", bill.filter)
        .t("note", bill.note)
        .t("by", bill.by)
        .n("entered", bill.enteredAt)
        .take();
}

std::string runLine(const RunRow& row, const TraceId& trace, const AgentRow& agent)
{
    return Line("run " + trace.hex() + " " + row.span.hex())
        .t("agent", agent.deployment + "/" + agent.name)
        .t("agent_id", agent.id)
        .n("start", row.start)
        .n("end", row.end)
        .t("status", stepStatusName(row.status))
        .n("synthetic", row.synthetic)
        .n("steps", row.steps)
        .n("errors", row.errors)
        .n("tokens", row.tokens)
        .n("cost", row.cost)
        .n("unpriced", row.unpriced)
        .take();
}

std::string rateSubject(const RateKey& key, const CowTable<AgentRow>& agents,
                        const CowTable<std::string>& models)
{
    const auto actor = [&](std::uint32_t number) -> std::string {
        if (number == 0 || number == kOtherRates)
            return number == 0 ? "(none)" : "(others)";
        return agents[number].deployment + "/" + agents[number].name + "#" + agents[number].id +
               "#" + std::to_string(static_cast<int>(agents[number].kind));
    };
    switch (key.subject) {
    case RateSubject::actor:
        return actor(key.a);
    case RateSubject::model:
        return "model " + (key.a == kOtherRates ? "(others)" : models[key.a]);
    case RateSubject::edge:
        return actor(key.a) + " > " + actor(key.b);
    }
    return {};
}

/// Every subject of one minute or hour, a line each.
void rateLines(std::string_view period, const RateSlot& slot, const CowTable<AgentRow>& agents,
               const CowTable<std::string>& models, const std::function<void(std::string)>& take)
{
    for (const RateSlot::Cell& cell : slot.cells)
        if (const RateSums& sums = cell.sums; !sums.empty())
            take(Line(period)
                     .n("start", slot.start)
                     .t("of", rateSubject(cell.key, agents, models))
                     .n("cost", sums.cost)
                     .n("in", sums.input)
                     .n("cached", sums.cached)
                     .n("out", sums.output)
                     .n("unpriced", sums.unpriced)
                     .n("calls", sums.calls)
                     .n("actions", sums.actions)
                     .n("errors", sums.errors)
                     .n("started", sums.started)
                     .n("ended", sums.ended)
                     .take());
    for (const RateSlot::Latency& latency : slot.latencies)
        if (latency.count != 0)
            take(Line(period)
                     .n("start", slot.start)
                     .t("of", rateSubject(latency.key, agents, models))
                     .n("from", latencyFloor(latency.bucket))
                     .n("count", latency.count)
                     .take());
}

std::string totalsLine(const FleetTotals& t)
{
    return Line("totals")
        .u("steps", t.steps)
        .u("traces", t.traces)
        .u("runs", t.runs)
        .u("open", t.runsOpen)
        .u("sessions", t.sessions)
        .u("errors", t.errors)
        .usage(t.usage)
        .cost(t.cost)
        .take();
}

std::string treeText(const TraceView& view, bool exact)
{
    std::string text;
    for (const TraceNode& node : view.nodes)
        text += nodeLine(node, exact);
    for (const TraceDelegation& delegation : view.delegations)
        text += delegationLine(delegation);
    return text;
}

} // namespace

void World::eachRateLine(const std::function<void(std::string)>& take)
{
    const CowTable<AgentRow>& agents = m_agents.table().rows();
    const CowTable<std::string>& models = m_models.table().rows();
    for (std::uint32_t i = 1; i <= m_rates.minutes().rows().size(); ++i)
        rateLines("minute", m_rates.minutes().rows()[i], agents, models, take);
    for (std::uint32_t i = 1; i <= m_rates.hours().rows().size(); ++i)
        rateLines("hour", m_rates.hours().rows()[i], agents, models, take);
}

std::string World::dumpWorld()
{
    settle(true);
    std::multiset<std::string> lines;
    const CowTable<AgentRow>& agents = m_agents.table().rows();
    std::vector<bool> used(agents.size() + 1, false);
    for (std::uint32_t i = 1; i <= m_delegations.rows().size(); ++i) {
        const DelegationRow& row = m_delegations.rows()[i];
        if (row.count == 0)
            continue;
        used[row.from.value] = used[row.to.value] = true;
        lines.insert(edgeLine(row, agents));
    }
    for (std::uint32_t i = 1; i <= agents.size(); ++i)
        if (used[i] || agents[i].runs != 0 || agents[i].steps != 0)
            lines.insert(agentLine(agents[i]));
    for (std::uint32_t i = 1; i <= m_runs.rows().size(); ++i)
        if (const RunRow& row = m_runs.rows()[i]; row.agent)
            lines.insert(
                runLine(row, m_traces.rows()[row.trace.value].id, agents[row.agent.value]));
    for (std::uint32_t i = 1; i <= m_losses.size(); ++i)
        if (m_losses[i].counts.anyOfBorder())
            lines.insert(lossLine(m_losses[i], false));
    for (std::uint32_t i = 1; i <= m_traces.rows().size(); ++i)
        lines.insert(traceLine(m_traces.rows()[i]) + treeText(*view({i}), false));
    eachRateLine([&](std::string line) { lines.insert(std::move(line)); });
    eachCascadeText([&](std::string cascade) { lines.insert(std::move(cascade)); });
    std::string text = totalsLine(m_totals);
    for (const std::string& line : lines)
        text += line;
    return text;
}

std::string World::dumpExact()
{
    std::string text = "seq=" + std::to_string(m_seq) + " time=" + std::to_string(m_logTime) +
                       "\n" + totalsLine(m_totals);
    const CowTable<AgentRow>& agents = m_agents.table().rows();
    for (std::uint32_t i = 1; i <= agents.size(); ++i)
        text += agentLine(agents[i]);
    for (std::uint32_t i = 1; i <= m_delegations.rows().size(); ++i)
        text += edgeLine(m_delegations.rows()[i], agents);
    for (std::uint32_t i = 1; i <= m_runs.rows().size(); ++i) {
        const RunRow& row = m_runs.rows()[i];
        const TraceId& trace = m_traces.rows()[row.trace.value].id;
        text += row.agent ? runLine(row, trace, agents[row.agent.value])
                          : "run " + trace.hex() + " " + row.span.hex() + " gone\n";
    }
    eachRateLine([&](const std::string& line) { text += line; });
    eachCascadeText([&](const std::string& cascade) { text += cascade; });
    for (std::uint32_t i = 1; i <= m_losses.size(); ++i)
        text += lossLine(m_losses[i], true);
    text += "refusals since " + std::to_string(m_lossesSince) + "\n";
    for (std::uint32_t i = 1; i <= m_lossMinutes.size(); ++i)
        text += lossMinuteLine(m_lossMinutes[i]);
    for (std::uint32_t i = 1; i <= m_lossHours.rows().size(); ++i) {
        const LossHour& hour = m_lossHours.rows()[i];
        text += lossLine({"hour " + std::to_string(hour.start), hour.counts, 0, 0}, true);
    }
    for (std::uint32_t i = 1; i <= m_bills.rows().size(); ++i)
        text += billLine(m_bills.rows()[i]);
    for (std::uint32_t i = 1; i <= m_traces.rows().size(); ++i) {
        const TraceRow& row = m_traces.rows()[i];
        text += std::to_string(row.lastArrival) + " " + traceLine(row) + treeText(*view({i}), true);
        if (isWaiting({i}))
            text += "  waiting " + std::to_string(trace({i}).changes) + "\n";
    }
    return text;
}

} // namespace penstock

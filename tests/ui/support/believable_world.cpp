// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/believable_world.h"

#include <array>
#include <map>
#include <random>

namespace penstock::testing {
namespace {

struct AgentSpec {
    const char* name;
    const char* deployment;
    const char* framework;
    const char* model;
    const char* task;
};

constexpr std::array<AgentSpec, 14> kAgents = {{
    {"support-triage", "support-prod", "openai-agents", "claude-sonnet-4.5", "refund TCK-"},
    {"billing-refunds", "support-prod", "openai-agents", "claude-sonnet-4.5", "dispute "},
    {"order-lookup", "support-prod", "openai-agents", "claude-haiku-4.5", "order "},
    {"fraud-scorer", "risk-prod", "langgraph", "claude-sonnet-4.5", "score cart "},
    {"compliance-check", "risk-prod", "langgraph", "claude-haiku-4.5", "review "},
    {"procurement-negotiator", "procurement", "pydantic-ai", "gpt-5.1", "quote RFQ-"},
    {"vendor-bot", "procurement", "a2a", "", "offer "},
    {"research-lead", "research", "vercel-ai", "gpt-5.1-mini", "brief "},
    {"web-researcher", "research", "vercel-ai", "gpt-5.1-mini", "search "},
    {"summariser", "research", "vercel-ai", "claude-haiku-4.5", "digest "},
    {"incident-responder", "it-ops", "google-adk", "gemini-2.5-pro", "alert INC-"},
    {"rollback-runner", "it-ops", "google-adk", "gemini-2.5-pro", "rollback "},
    {"ledger-close", "nightly-batch", "crewai", "gpt-5.1", "close book "},
    {"invoice-matcher", "nightly-batch", "crewai", "llama-4-local", "match batch "},
}};

void fillTotals(TraceRow& row, std::mt19937& random, bool priced)
{
    const auto calls = static_cast<std::int64_t>(1 + random() % 12);
    row.usage.calls = calls;
    row.usage.input = calls * static_cast<std::int64_t>(800 + random() % 9000);
    row.usage.inputCacheRead = row.usage.input / 2;
    row.usage.output = calls * static_cast<std::int64_t>(60 + random() % 900);
    if (priced)
        row.cost.computed = row.usage.input * 2 + row.usage.output * 12;
    else
        row.cost.unpricedCalls = calls;
}

void addOtherTrace(FakeSession& session, std::mt19937& random, std::uint32_t i, std::uint32_t of)
{
    const std::size_t which = random() % kAgents.size();
    const AgentSpec& spec = kAgents[which];
    const Nanos start = kPictureTime - static_cast<Nanos>(of - i) * 9 * kSecond -
                        static_cast<Nanos>(random() % 8000) * kMillisecond;
    const Nanos duration = static_cast<Nanos>(300 + random() % 180'000) * kMillisecond;
    const AgentIndex agent{static_cast<std::uint32_t>(which + 1)};
    const TraceIndex index =
        session.addTrace(std::string(spec.task) + std::to_string(10000 + random() % 80000), agent,
                         start, duration, 3 + random() % 120);
    TraceRow& row = session.trace(index);
    const bool priced = which != 13;
    if (which != 6)
        fillTotals(row, random, priced);
    row.agents = 1 + random() % 5;
    row.runs = row.agents + random() % 3;
    row.errors = random() % 11 == 0 ? 1 + random() % 4 : 0;
    row.running = i + 12 > of && random() % 2 == 0 ? 2 : 0;
    row.missingParents = random() % 37 == 0 ? 1 : 0;
    row.rootMissing = random() % 61 == 0;
    row.session = session.keep("ses_" + std::to_string(random() % 100000));
    row.dialects = dialectBit(Dialect::otelGenAi);
    AgentRow& a = session.building().agents.change(agent.value);
    a.runs += 1;
    a.steps += row.steps;
    a.errors += row.errors;
    a.usage.calls += row.usage.calls;
    a.usage.input += row.usage.input;
    a.usage.output += row.usage.output;
    a.cost.computed += row.cost.computed;
    a.cost.unpricedCalls += row.cost.unpricedCalls;
    a.lastSeen = row.end;
    RunRow run;
    run.trace = index;
    run.agent = agent;
    run.span.value = 0x77c0000000000000ull + index.value;
    run.start = row.start;
    run.end = row.running > 0 ? 0 : row.end;
    run.status = row.errors > 2 ? StepStatus::error : StepStatus::ok;
    run.steps = row.steps;
    run.errors = row.errors;
    run.tokens = row.usage.input + row.usage.output;
    run.cost = row.cost.total();
    run.unpriced = row.cost.unpricedCalls > 0;
    session.building().runs.add(run);
}

void addDelegations(FakeSession& session)
{
    const auto add = [&](std::uint32_t from, std::uint32_t to, Evidence best, DelegationMode mode,
                         std::uint8_t sure, std::uint64_t count) {
        DelegationRow d;
        d.from = {from};
        d.to = {to};
        d.best = best;
        d.evidence = 1u << static_cast<unsigned>(best);
        d.mode = mode;
        d.confidence = sure;
        d.count = count;
        d.errors = count / 40;
        d.lastSeen = kPictureTime - count * kSecond;
        session.building().delegations.add(d);
    };
    add(1, 2, Evidence::explicitHandoff, DelegationMode::passControl, 100, 412);
    add(2, 3, Evidence::agentAsTool, DelegationMode::returnToCaller, 100, 388);
    add(2, 4, Evidence::remoteCall, DelegationMode::returnToCaller, 100, 96);
    add(4, 5, Evidence::sharedKey, DelegationMode::unknown, 71, 31);
    add(6, 7, Evidence::remoteCall, DelegationMode::message, 100, 214);
    add(8, 9, Evidence::graphParent, DelegationMode::returnToCaller, 100, 77);
    add(8, 10, Evidence::nestedRun, DelegationMode::returnToCaller, 100, 75);
    add(11, 12, Evidence::commandGoto, DelegationMode::passControl, 100, 9);
}

struct CallSpec {
    std::uint32_t from;
    const char* name;
    ActorKind kind;
    std::int32_t perMinute;
};

constexpr std::array<CallSpec, 11> kCalls = {{
    {2, "refund-approval", ActorKind::human, 1},
    {2, "stripe.refund", ActorKind::tool, 9},
    {3, "crm.update", ActorKind::tool, 64},
    {6, "quote.compare", ActorKind::tool, 2},
    {4, "sql.query", ActorKind::tool, 41},
    {5, "sql.query", ActorKind::tool, 171},
    {4, "risk-ledger", ActorKind::memory, 31},
    {9, "web.fetch", ActorKind::tool, 0},
    {11, "pager.list", ActorKind::tool, 12},
    {12, "kubectl.rollout", ActorKind::tool, 3},
    {13, "ledger.post", ActorKind::tool, 7},
}};

void addCallees(FakeSession& session)
{
    FleetState& world = session.building();
    std::map<std::string, AgentIndex> callees;
    for (const CallSpec& call : kCalls) {
        AgentIndex& callee = callees[call.name];
        if (!callee) {
            const std::string deployment = world.agents[call.from].deployment;
            callee = session.addAgent(call.name, deployment, "", "");
            AgentRow& row = world.agents.change(callee.value);
            row.kind = call.kind;
            row.runs = 400;
            row.runsOpen = call.kind == ActorKind::human ? 3 : 0;
            row.lastSeen = world.logTime - (call.perMinute == 0 ? 372 : 3) * kSecond;
        }
        DelegationRow row;
        row.from = {call.from};
        row.to = callee;
        row.toKind = call.kind;
        row.best = Evidence::call;
        row.evidence = 1u << static_cast<unsigned>(Evidence::call);
        row.mode = DelegationMode::returnToCaller;
        row.count = 400;
        row.lastSeen = kPictureTime - 3 * kSecond;
        world.delegations.add(row);
    }
}

std::int32_t callsOf(const DelegationRow& row)
{
    for (const CallSpec& call : kCalls)
        if (row.from.value == call.from && row.toKind == call.kind && row.count == 400)
            return call.perMinute;
    return static_cast<std::int32_t>(row.count / 6);
}

ModelIndex modelOf(const FleetState& world, const std::string& name)
{
    for (std::uint32_t i = 1; i <= world.models.size(); ++i)
        if (world.models[i] == name)
            return {i};
    return {};
}

RateSlot minuteOf(const FleetState& world, std::mt19937& random, Nanos start, bool newest)
{
    RateSlot slot;
    slot.start = start;
    std::map<RateKey, RateSums> cells;
    for (std::uint32_t i = 1; i <= kAgents.size(); ++i) {
        const auto wave = static_cast<std::int32_t>(8 + random() % 5 + (i == 6 && newest ? 90 : 0));
        RateSums& sums = cells[{RateSubject::actor, i, 0}];
        sums.cost = wave * 9'000;
        sums.input = wave * 2'100;
        sums.cached = wave * 1'300;
        sums.output = wave * 180;
        sums.calls = sums.actions = wave;
        sums.errors = random() % 29 == 0;
        sums.started = sums.ended = 2;
        slot.latencies.push_back({{RateSubject::actor, i, 0}, latencyBucket((2 + i) * kSecond), 4});
        slot.latencies.push_back(
            {{RateSubject::actor, i, 0}, latencyBucket((5 + i + random() % 9) * kSecond), 1});
        if (const ModelIndex model = modelOf(world, world.agents[i].model))
            add(cells[{RateSubject::model, model.value, 0}], sums, 1);
    }
    for (std::uint32_t i = 1; i <= world.delegations.size(); ++i) {
        const DelegationRow& row = world.delegations[i];
        const std::int32_t calls = callsOf(row);
        const std::int32_t open = newest && calls > 0 ? static_cast<std::int32_t>(i % 4) : 0;
        RateSums sums;
        sums.calls = sums.started = sums.ended = calls;
        if (row.to.value > kAgents.size())
            add(cells[{RateSubject::actor, row.to.value, 0}], sums, 1);
        sums.ended -= open;
        add(cells[{RateSubject::edge, row.from.value, row.to.value}], sums, 1);
    }
    for (const auto& [key, sums] : cells)
        slot.cells.push_back({key, sums});
    return slot;
}

void addMinutes(FakeSession& session)
{
    std::mt19937 random(5);
    const Nanos newest = session.building().logTime;
    const Nanos last = newest - newest % kMinute;
    for (const AgentSpec& spec : kAgents)
        if (!modelOf(session.building(), spec.model))
            session.building().models.add(spec.model);
    for (Nanos at = last - 190 * kMinute; at <= last; at += kMinute)
        session.building().minutes.add(minuteOf(session.building(), random, at, at == last));
    for (std::uint32_t i = 1; i <= kAgents.size(); ++i) {
        AgentRow& row = session.building().agents.change(i);
        row.runsOpen = (i * 7) % 13;
        row.lastSeen = newest - (i == 9 ? 372 : 2) * kSecond;
    }
}

void addLosses(FakeSession& session)
{
    const auto add = [&](const char* source, std::uint64_t received,
                         std::initializer_list<std::pair<LossKind, std::uint64_t>> rest) {
        LossRow row;
        row.source = source;
        row.counts.add(LossKind::received, received);
        std::uint64_t stored = received;
        for (const auto& [kind, n] : rest) {
            row.counts.add(kind, n);
            if (kind == LossKind::duplicate || kind >= LossKind::rejectedMalformed)
                stored -= n;
        }
        row.counts.add(LossKind::stored, stored);
        row.lastSeen = kPictureTime - kSecond;
        session.building().totals.losses.add(row.counts);
        session.building().losses.add(row);
    };
    add("support-prod@otlp-http", 812'340, {{LossKind::duplicate, 412}, {LossKind::late, 96}});
    add("risk-prod@otlp-grpc", 204'118, {{LossKind::sdkTruncated, 14}, {LossKind::revised, 2}});
    add("procurement@otlp-http", 96'004, {{LossKind::masked, 38}, {LossKind::clockSkewed, 7}});
    add("it-ops@otlp-http", 40'211,
        {{LossKind::rejectedTooLarge, 2}, {LossKind::rejectedBusy, 120}});
    add("nightly-batch@otlp-grpc", 18'402, {});
}

/// What the busiest two said to each other, one of them also back.
void addTalk(FakeSession& session)
{
    constexpr std::pair<const char*, const char*> kSaid[] = {
        {"Customer cus_R81k was charged twice for the same cart. Refund one of the charges.",
         "Both charges carry the same cart and minute. Policy R-4 allows a full refund."},
        {"Refund ch_3QxT0b in full; the customer has been told.",
         "Refund re_9f2 over $131.00 is on its way."},
        {"Order 55120 never arrived and the customer wants the money back.", ""},
    };
    std::vector<Exchange> rows;
    for (const auto& [request, answer] : kSaid) {
        const Nanos at = kPictureTime - 10 * kMinute + static_cast<Nanos>(rows.size()) * kMinute;
        Exchange& row = rows.emplace_back();
        row.trace = {static_cast<std::uint32_t>(rows.size())};
        row.span.value = rows.size();
        row.seq = rows.size();
        row.back = rows.size() == 2;
        row.asked = at;
        row.answered = *answer != 0 ? at + 12 * kSecond : 0;
        row.status = *answer != 0 ? StepStatus::ok : StepStatus::unset;
        row.best = Evidence::nestedRun;
        row.isRead = true;
        row.request = {request, ToldBy::itself, rows.size()};
        if (*answer != 0)
            row.answer = {answer, ToldBy::itself, rows.size()};
    }
    session.setExchanges(std::move(rows));
}

} // namespace

TraceIndex fillBelievableWorld(FakeSession& session, std::uint32_t otherTraces)
{
    addTalk(session);
    std::mt19937 random(20261120);
    for (const AgentSpec& spec : kAgents)
        session.addAgent(spec.name, spec.deployment, spec.framework, spec.model);
    session.building().agents.change(7).kind = ActorKind::remoteAgent;
    for (std::uint32_t i = 0; i < otherTraces; ++i)
        addOtherTrace(session, random, i, otherTraces);
    const TraceIndex refund =
        session.addTrace("refund TCK-88213", {1}, kPictureTime - 862 * kSecond, 860 * kSecond, 32);
    TraceRow& row = session.trace(refund);
    row.agents = 7;
    row.runs = 7;
    row.errors = 1;
    row.running = 4;
    row.missingParents = 1;
    row.session = session.keep("TCK-88213");
    row.user = session.keep("cus_R81k");
    row.usage = {124'039, 96'004, 0, 10'492, 1'204, 11, 0};
    row.cost.computed = 716'502;
    row.dialects = dialectBit(Dialect::openInference) | dialectBit(Dialect::a2a);
    addDelegations(session);
    addCallees(session);
    addMinutes(session);
    addLosses(session);
    session.setView(makeRefundView(refund, row));
    session.setDetail(kRefundSeq, makeRefundDetail(kRefundSeq));
    session.setDetail(kHostileSeq, makeHostileDetail(kHostileSeq));
    session.building().totals.runsOpen = 6;
    session.building().seq = 8'812'405;
    session.statusToShow().stepsPerSecond = 18'204;
    session.statusToShow().foldLag = 380 * kMillisecond;
    session.publish();
    return refund;
}

} // namespace penstock::testing

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/contribution.h"

#include "core/fleet/rate_table.h"

#include <algorithm>

namespace penstock {
namespace {

void settleAgents(std::vector<AgentShare>& agents)
{
    std::sort(agents.begin(), agents.end(),
              [](const AgentShare& a, const AgentShare& b) { return a.agent < b.agent; });
    std::size_t kept = 0;
    for (std::size_t i = 0; i < agents.size(); ++i) {
        if (kept == 0 || agents[kept - 1].agent != agents[i].agent) {
            if (kept != i)
                agents[kept] = std::move(agents[i]);
            ++kept;
            continue;
        }
        AgentShare& into = agents[kept - 1];
        AgentShare& from = agents[i];
        into.runs += from.runs;
        into.runsOpen += from.runsOpen;
        into.steps += from.steps;
        into.errors += from.errors;
        add(into.usage, from.usage, 1);
        add(into.cost, from.cost, 1);
        into.models.insert(into.models.end(), from.models.begin(), from.models.end());
    }
    agents.resize(kept);
    for (AgentShare& share : agents) {
        std::sort(share.models.begin(), share.models.end());
        std::size_t last = 0;
        for (std::size_t i = 1; i < share.models.size(); ++i) {
            if (share.models[i].first == share.models[last].first)
                share.models[last].second += share.models[i].second;
            else
                share.models[++last] = share.models[i];
        }
        if (!share.models.empty())
            share.models.resize(last + 1);
    }
}

void settleEdges(std::vector<EdgeShare>& edges)
{
    std::sort(edges.begin(), edges.end());
    std::size_t kept = 0;
    for (const EdgeShare& edge : edges) {
        if (kept > 0 && edges[kept - 1].sameKind(edge)) {
            EdgeShare& into = edges[kept - 1];
            into.count += edge.count;
            into.errors += edge.errors;
            into.first = std::min(into.first, edge.first);
            into.last = std::max(into.last, edge.last);
        } else {
            edges[kept++] = edge;
        }
    }
    edges.resize(kept);
}

void settleCaches(std::vector<CacheShare>& caches)
{
    std::sort(caches.begin(), caches.end(),
              [](const CacheShare& a, const CacheShare& b) { return a.key < b.key; });
    std::size_t kept = 0;
    for (const CacheShare& share : caches) {
        if (kept == 0 || caches[kept - 1].key != share.key) {
            caches[kept++] = share;
            continue;
        }
        CacheShare& into = caches[kept - 1];
        into.apart += share.apart;
        into.within += share.within;
        into.open += share.open;
    }
    caches.resize(kept);
}

} // namespace

void TraceContribution::clear()
{
    agents.clear();
    edges.clear();
    rates.clear();
    latencies.clear();
    caches.clear();
}

void TraceContribution::settle()
{
    settleAgents(agents);
    settleEdges(edges);
    settleRates(rates);
    settleLatencies(latencies);
    settleCaches(caches);
}

void write(std::string& out, const UsageTotals& u)
{
    for (const std::int64_t n : {u.input, u.inputCacheRead, u.inputCacheWrite, u.output,
                                 u.outputReasoning, u.calls, u.callsNoUsage})
        putSigned(out, n);
}

void write(std::string& out, const CostTotals& c)
{
    for (const std::int64_t n : {c.reported, c.computed, c.estimated, c.unpricedCalls})
        putSigned(out, n);
}

UsageTotals readUsageTotals(ByteReader& in)
{
    UsageTotals u;
    for (std::int64_t* n : {&u.input, &u.inputCacheRead, &u.inputCacheWrite, &u.output,
                            &u.outputReasoning, &u.calls, &u.callsNoUsage})
        *n = in.signedVarint();
    return u;
}

CostTotals readCostTotals(ByteReader& in)
{
    CostTotals c;
    for (std::int64_t* n : {&c.reported, &c.computed, &c.estimated, &c.unpricedCalls})
        *n = in.signedVarint();
    return c;
}

void write(std::string& out, const TraceContribution& contribution)
{
    putVarint(out, contribution.agents.size());
    for (const AgentShare& share : contribution.agents) {
        putVarint(out, share.agent.value);
        for (const std::int64_t n : {share.runs, share.runsOpen, share.steps, share.errors})
            putSigned(out, n);
        write(out, share.usage);
        write(out, share.cost);
        putVarint(out, share.models.size());
        for (const auto& [model, calls] : share.models) {
            putVarint(out, model);
            putSigned(out, calls);
        }
    }
    putVarint(out, contribution.edges.size());
    for (const EdgeShare& edge : contribution.edges) {
        putVarint(out, edge.from.value);
        putVarint(out, edge.to.value);
        out.push_back(static_cast<char>(edge.best));
        out.push_back(static_cast<char>(edge.mode));
        out.push_back(edge.crossProcess ? 1 : 0);
        putVarint(out, edge.evidence);
        for (const std::int64_t n : {edge.count, edge.errors, edge.first, edge.last})
            putSigned(out, n);
    }
    write(out, contribution.rates);
    write(out, contribution.latencies);
    putVarint(out, contribution.caches.size());
    for (const CacheShare& share : contribution.caches) {
        putVarint(out, share.key);
        for (const std::int64_t n : {share.apart, share.within, share.open})
            putSigned(out, n);
    }
}

TraceContribution readContribution(ByteReader& in)
{
    TraceContribution contribution;
    for (std::uint64_t n = in.varint(); n > 0 && in.ok(); --n) {
        AgentShare share;
        share.agent.value = static_cast<std::uint32_t>(in.varint());
        for (std::int64_t* count : {&share.runs, &share.runsOpen, &share.steps, &share.errors})
            *count = in.signedVarint();
        share.usage = readUsageTotals(in);
        share.cost = readCostTotals(in);
        for (std::uint64_t m = in.varint(); m > 0 && in.ok(); --m) {
            const auto model = static_cast<StringId>(in.varint());
            share.models.emplace_back(model, in.signedVarint());
        }
        contribution.agents.push_back(std::move(share));
    }
    for (std::uint64_t n = in.varint(); n > 0 && in.ok(); --n) {
        EdgeShare edge;
        edge.from.value = static_cast<std::uint32_t>(in.varint());
        edge.to.value = static_cast<std::uint32_t>(in.varint());
        edge.best = static_cast<Evidence>(in.byte());
        edge.mode = static_cast<DelegationMode>(in.byte());
        edge.crossProcess = in.byte() != 0;
        edge.evidence = static_cast<std::uint32_t>(in.varint());
        for (std::int64_t* count : {&edge.count, &edge.errors, &edge.first, &edge.last})
            *count = in.signedVarint();
        contribution.edges.push_back(edge);
    }
    readRates(in, contribution.rates);
    readLatencies(in, contribution.latencies);
    for (std::uint64_t n = in.varint(); n > 0 && in.ok(); --n) {
        CacheShare share;
        share.key = static_cast<StringId>(in.varint());
        for (std::int64_t* count : {&share.apart, &share.within, &share.open})
            *count = in.signedVarint();
        contribution.caches.push_back(share);
    }
    return contribution;
}

} // namespace penstock

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/agent_table.h"

#include "core/base/hash.h"

#include <algorithm>

namespace penstock {
namespace {

constexpr std::string_view kOthers = "(others)";

Nanos lastMoment(const Step& step)
{
    return std::max(step.start, step.end);
}

} // namespace

std::uint64_t looseName(std::string_view name)
{
    std::string kept;
    for (const char c : name) {
        if (c >= 'A' && c <= 'Z')
            kept.push_back(static_cast<char>(c - 'A' + 'a'));
        else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                 static_cast<unsigned char>(c) >= 0x80)
            kept.push_back(c);
    }
    return kept.empty() ? 0 : plainHash64(kept) | 1;
}

std::string claimsText(const AgentRow& row)
{
    std::string text;
    for (const ClaimedScope& claim : row.claims)
        text += std::to_string(claim.at) + " " + claim.scope + " by " + claim.grantedBy + "; ";
    return row.moreClaims ? text + "more" : text;
}

StringId AgentTable::keyText(const ActorKey& key)
{
    m_scratch.clear();
    m_scratch.push_back(static_cast<char>(key.kind));
    m_scratch.append(key.service);
    m_scratch.push_back('\0');
    m_scratch.append(key.id.empty() ? "name" : "id");
    m_scratch.push_back('\0');
    m_scratch.append(key.id.empty() ? key.name : key.id);
    return m_names.find(m_scratch);
}

AgentIndex AgentTable::intern(const ActorKey& key)
{
    const StringId known = keyText(key);
    if (known != 0)
        if (const auto it = m_byKey.find(known); it != m_byKey.end())
            return {it->second};
    const bool full = size() >= m_maxAgents && key.name != kOthers;
    if (full) {
        const AgentIndex others = intern({key.kind, {}, {}, kOthers});
        ++m_table.change(others.value).folded;
        return others;
    }
    AgentRow row;
    row.name = key.name.empty() ? key.id : key.name;
    row.id = key.id;
    row.deployment = key.service;
    row.kind = key.kind;
    Extras extras;
    extras.key = m_names.intern(m_scratch);
    m_extras.push_back(std::move(extras));
    const std::uint32_t number = m_table.add(std::move(row));
    m_byKey.emplace(m_extras.back().key, number);
    return {number};
}

void AgentTable::describe(AgentIndex agent, const Step& step)
{
    const Nanos last = lastMoment(step);
    if (const AgentRow& now = row(agent);
        now.firstSeen == 0 || step.start < now.firstSeen || last > now.lastSeen) {
        AgentRow& changed = m_table.change(agent.value);
        changed.firstSeen =
            changed.firstSeen == 0 ? step.start : std::min(changed.firstSeen, step.start);
        changed.lastSeen = std::max(changed.lastSeen, last);
    }
    const bool mayRename = step.kind == StepKind::agentRun && !row(agent).id.empty();
    const std::array<std::pair<std::string AgentRow::*, std::string_view>, 5> texts{{
        {&AgentRow::version, step.agentVersion},
        {&AgentRow::description, step.agentDescription.substr(0, kMostDescription)},
        {&AgentRow::framework, step.framework},
        {&AgentRow::environment, step.environment},
        {&AgentRow::name, mayRename ? step.agentName : std::string_view()},
    }};
    Extras& extras = m_extras[agent.value - 1];
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const auto& [member, text] = texts[i];
        const std::string& now = row(agent).*member;
        if (text.empty() ||
            std::pair(step.start, text) <= std::pair(extras.saidAt[i], std::string_view(now)))
            continue;
        extras.saidAt[i] = step.start;
        if (now != text)
            m_table.change(agent.value).*member = text;
    }
}

/// Whatever the order of arrival: of each scope the newest, of these the newest few.
void AgentTable::claim(AgentIndex agent, const ClaimedScope& said)
{
    const std::vector<ClaimedScope>& now = row(agent).claims;
    const auto same = std::find_if(now.begin(), now.end(), [&said](const ClaimedScope& claim) {
        return claim.scope == said.scope;
    });
    const bool known = same != now.end();
    if (known && *same >= said)
        return;
    AgentRow& changed = m_table.change(agent.value);
    std::vector<ClaimedScope>& claims = changed.claims;
    std::erase_if(claims, [&said](const ClaimedScope& c) { return c.scope == said.scope; });
    claims.insert(std::lower_bound(claims.begin(), claims.end(), said, std::greater<>()), said);
    if (claims.size() > kMostClaims) {
        claims.pop_back();
        changed.moreClaims = true;
    }
}

void AgentTable::apply(const AgentShare& share, int sign)
{
    AgentRow& row = m_table.change(share.agent.value);
    const auto s = static_cast<std::int64_t>(sign);
    row.runs += static_cast<std::uint64_t>(s * share.runs);
    row.runsOpen += static_cast<std::uint64_t>(s * share.runsOpen);
    row.steps += static_cast<std::uint64_t>(s * share.steps);
    row.errors += static_cast<std::uint64_t>(s * share.errors);
    add(row.usage, share.usage, sign);
    add(row.cost, share.cost, sign);
    if (share.models.empty())
        return;
    auto& models = m_extras[share.agent.value - 1].models;
    for (const auto& [model, calls] : share.models) {
        auto it = std::find_if(models.begin(), models.end(),
                               [&name = model](const auto& m) { return m.first == name; });
        if (it == models.end())
            it = models.insert(models.end(), {model, 0});
        it->second += s * calls;
        if (it->second == 0)
            models.erase(it);
    }
    chooseModel(share.agent);
}

void AgentTable::chooseModel(AgentIndex agent)
{
    std::string_view best;
    std::int64_t most = 0;
    for (const auto& [model, calls] : m_extras[agent.value - 1].models) {
        const std::string_view text = m_names.text(model);
        if (calls > most || (calls == most && text < best)) {
            most = calls;
            best = text;
        }
    }
    if (row(agent).model != best)
        m_table.change(agent.value).model = best;
}

void AgentTable::write(std::string& out, std::uint32_t number) const
{
    const AgentRow& row = m_table.rows()[number];
    const Extras& extras = m_extras[number - 1];
    for (const std::string* text : {&row.name, &row.id, &row.deployment, &row.environment,
                                    &row.framework, &row.version, &row.description, &row.model})
        putText(out, *text);
    out.push_back(static_cast<char>(row.kind));
    for (const std::uint64_t n : {row.runs, row.runsOpen, row.steps, row.errors, row.folded})
        putVarint(out, n);
    penstock::write(out, row.usage);
    penstock::write(out, row.cost);
    putSigned(out, row.firstSeen);
    putSigned(out, row.lastSeen);
    for (const Nanos t : extras.saidAt)
        putSigned(out, t);
    putVarint(out, row.claims.size() << 1 | (row.moreClaims ? 1 : 0));
    for (const ClaimedScope& claim : row.claims) {
        putSigned(out, claim.at);
        putText(out, claim.grantedBy);
        putText(out, claim.scope);
    }
    putVarint(out, extras.key);
    putVarint(out, extras.models.size());
    for (const auto& [model, calls] : extras.models) {
        putVarint(out, model);
        putSigned(out, calls);
    }
}

bool AgentTable::read(ByteReader& in)
{
    AgentRow row;
    Extras extras;
    for (std::string* text : {&row.name, &row.id, &row.deployment, &row.environment, &row.framework,
                              &row.version, &row.description, &row.model})
        *text = in.text();
    row.kind = static_cast<ActorKind>(in.byte());
    for (std::uint64_t* n : {&row.runs, &row.runsOpen, &row.steps, &row.errors, &row.folded})
        *n = in.varint();
    row.usage = readUsageTotals(in);
    row.cost = readCostTotals(in);
    row.firstSeen = in.signedVarint();
    row.lastSeen = in.signedVarint();
    for (Nanos& t : extras.saidAt)
        t = in.signedVarint();
    const std::uint64_t claims = in.varint();
    row.moreClaims = (claims & 1) != 0;
    for (std::uint64_t n = claims >> 1; n > 0 && in.ok(); --n) {
        ClaimedScope& claim = row.claims.emplace_back();
        claim.at = in.signedVarint();
        claim.grantedBy = in.text();
        claim.scope = in.text();
    }
    extras.key = static_cast<StringId>(in.varint());
    for (std::uint64_t n = in.varint(); n > 0 && in.ok(); --n) {
        const auto model = static_cast<StringId>(in.varint());
        extras.models.emplace_back(model, in.signedVarint());
    }
    m_byKey.emplace(extras.key, size() + 1);
    m_extras.push_back(std::move(extras));
    m_table.add(std::move(row));
    return in.ok();
}

} // namespace penstock

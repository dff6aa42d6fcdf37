// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/cascade_table.h"

#include <algorithm>
#include <tuple>

namespace penstock {

void CascadeTable::change(std::uint32_t of, std::uint32_t other, int causes, int caused)
{
    Neighbours& neighbours = m_neighbours[of];
    auto at =
        std::lower_bound(neighbours.begin(), neighbours.end(), other,
                         [](const Neighbour& n, std::uint32_t trace) { return n.trace < trace; });
    if (at == neighbours.end() || at->trace != other)
        at = neighbours.insert(at, Neighbour{other, 0, 0});
    at->causes += static_cast<std::uint32_t>(causes);
    at->caused += static_cast<std::uint32_t>(caused);
    if (at->causes == 0 && at->caused == 0)
        neighbours.erase(at);
    if (neighbours.empty())
        m_neighbours.erase(of);
}

void CascadeTable::count(TraceCause cause, int sign)
{
    change(cause.from.value, cause.to.value, 0, sign);
    change(cause.to.value, cause.from.value, sign, 0);
    m_dirty.push_back(cause.from);
    m_dirty.push_back(cause.to);
}

void CascadeTable::replace(std::span<const TraceCause> before, std::span<const TraceCause> after)
{
    std::vector<TraceCause> gone(before.begin(), before.end());
    std::vector<TraceCause> come(after.begin(), after.end());
    std::sort(gone.begin(), gone.end());
    std::sort(come.begin(), come.end());
    auto g = gone.begin();
    auto c = come.begin();
    while (g != gone.end() || c != come.end()) {
        if (g != gone.end() && c != come.end() && *g == *c) {
            ++g;
            ++c;
        } else if (c == come.end() || (g != gone.end() && *g < *c)) {
            count(*g++, -1);
        } else {
            count(*c++, 1);
        }
    }
}

void CascadeTable::touch(TraceIndex trace)
{
    if (m_neighbours.contains(trace.value))
        m_dirty.push_back(trace);
}

bool CascadeTable::isDue(TraceIndex trace, Nanos now) const
{
    constexpr Nanos kPatiencePerTrace =
        20 * kMicrosecond; // about a hundred times what looking at one costs
    const std::uint32_t traces = m_places[m_places[trace.value].root.value].traces;
    return traces <= kLarge || now - m_largeAt >= kPatiencePerTrace * traces;
}

void CascadeTable::settle(Nanos now, bool all)
{
    while (m_places.size() < m_traces.size()) {
        const TraceIndex self{m_places.size() + 1};
        m_places.add({self, self, 1});
    }
    if (m_dirty.empty())
        return;
    m_seen.resize(m_traces.size() + 1, 0);
    std::sort(m_dirty.begin(), m_dirty.end());
    m_dirty.erase(std::unique(m_dirty.begin(), m_dirty.end()), m_dirty.end());
    const std::uint32_t first = ++m_walk;
    std::vector<TraceIndex> waiting;
    std::vector<std::uint32_t> members;
    bool large = false;
    for (const TraceIndex trace : m_dirty) {
        if (m_seen[trace.value] >= first)
            continue;
        if (!all && !isDue(trace, now)) {
            waiting.push_back(trace);
            continue;
        }
        collect(trace.value, members);
        large = large || members.size() > kLarge;
        place(members);
    }
    if (large)
        m_largeAt = now;
    m_dirty = std::move(waiting);
}

void CascadeTable::collect(std::uint32_t from, std::vector<std::uint32_t>& members)
{
    ++m_walk;
    members.assign(1, from);
    m_seen[from] = m_walk;
    for (std::size_t i = 0; i < members.size(); ++i) {
        const auto it = m_neighbours.find(members[i]);
        if (it == m_neighbours.end())
            continue;
        for (const Neighbour& neighbour : it->second)
            if (m_seen[neighbour.trace] != m_walk) {
                m_seen[neighbour.trace] = m_walk;
                members.push_back(neighbour.trace);
            }
    }
}

std::uint32_t CascadeTable::rootOf(const std::vector<std::uint32_t>& members) const
{
    const auto rank = [this](std::uint32_t trace) {
        const auto it = m_neighbours.find(trace);
        const bool caused = it != m_neighbours.end() &&
                            std::any_of(it->second.begin(), it->second.end(),
                                        [](const Neighbour& n) { return n.causes > 0; });
        return std::tuple(caused, m_traces[trace].start, m_traces[trace].id);
    };
    return *std::min_element(members.begin(), members.end(),
                             [&](std::uint32_t a, std::uint32_t b) { return rank(a) < rank(b); });
}

void CascadeTable::place(std::vector<std::uint32_t>& members)
{
    const TraceIndex root{rootOf(members)};
    std::sort(members.begin(), members.end());
    for (std::size_t i = 0; i < members.size(); ++i) {
        CascadePlace place;
        place.root = root;
        place.next = {members[i + 1 < members.size() ? i + 1 : 0]};
        place.traces = members[i] == root.value ? static_cast<std::uint32_t>(members.size()) : 0;
        if (m_places[members[i]] == place)
            continue;
        m_places.change(members[i]) = place;
        ++m_version;
    }
}

} // namespace penstock

// SPDX-License-Identifier: GPL-3.0-or-later
// The loss ledger of the world: what senders lost at the border, and what the fold itself leaves out.
#include "core/fleet/world.h"

#include <algorithm>

namespace penstock {
namespace {

constexpr std::size_t kMaxSources = 4096;
constexpr std::size_t kMaxFurtherSources = 65'536; ///< told apart; more share the row uncounted
constexpr std::string_view kFurtherSources = "(further sources)";
constexpr std::string_view kFoldListener = "@fold";

} // namespace

void World::addLosses(std::string_view sender, const LossCounts& losses)
{
    // Senders name themselves: beyond so many all others share one row, so that the ledger stays bounded.
    const bool known = m_sources.contains(std::string(sender));
    const std::string_view source =
        known || m_sources.size() < kMaxSources ? sender : kFurtherSources;
    auto [it, isNew] = m_sources.try_emplace(std::string(source), 0);
    if (isNew) {
        LossRow row;
        row.source = source;
        row.firstSeen = m_logTime;
        it->second = m_losses.add(std::move(row));
    }
    LossRow& row = m_losses.change(it->second);
    row.counts.add(losses);
    row.lastSeen = m_logTime;
    m_totals.losses.add(losses);
    if (source == sender || m_furtherSources.size() >= kMaxFurtherSources)
        return;
    if (m_furtherSources.insert(plainHash64(sender)).second) {
        row.counts.add(LossKind::sourcesFolded);
        m_totals.losses.add(LossKind::sourcesFolded);
    }
}

/// As many minutes as rates have, so that what a chart can show can be told.
void World::addLossMinute(const LossCounts& losses)
{
    LossMinute lost;
    lost.start = m_logTime - m_logTime % kMinute;
    for (int i = 0; i < kLossKindCount; ++i)
        if (const auto kind = static_cast<LossKind>(i); isRefusal(kind))
            lost.refused += losses.of(kind);
    lost.toldToRetry = losses.of(LossKind::rejectedBusy);
    if (lost.refused + lost.toldToRetry == 0)
        return;
    if (const auto at = m_lossMinuteAt.find(lost.start); at != m_lossMinuteAt.end()) {
        LossMinute& minute = m_lossMinutes.change(at->second);
        minute.refused += lost.refused;
        minute.toldToRetry += lost.toldToRetry;
        return;
    }
    if (m_lossMinutes.size() < kMostLossMinutes) {
        restoreLossMinute(lost);
        return;
    }
    const auto oldest = m_lossMinuteAt.begin();
    m_lossesSince = std::max(m_lossesSince, std::min(oldest->first, lost.start) + kMinute);
    if (lost.start < oldest->first)
        return;
    m_lossMinutes.change(oldest->second) = lost;
    m_lossMinuteAt.emplace(lost.start, oldest->second);
    m_lossMinuteAt.erase(oldest);
}

/// Of arrival: what was refused has no other time. Only entries of the log count, so that an hour says what came in.
void World::addToHour(const LossCounts& losses)
{
    const Nanos start = m_logTime - m_logTime % kHour;
    auto at = m_lossHourAt.find(start);
    if (at == m_lossHourAt.end()) {
        std::uint32_t number = 0;
        if (m_lossHourAt.size() < kMostLossHours) {
            number = m_lossHours.add({});
        } else { // arrival never goes back: the oldest makes room
            number = m_lossHourAt.begin()->second;
            m_lossHourAt.erase(m_lossHourAt.begin());
        }
        m_lossHours.change(number) = LossHour{start, {}};
        at = m_lossHourAt.emplace(start, number).first;
    }
    m_lossHours.change(at->second).counts.add(losses);
}

bool World::restoreLossHour(ByteReader& in)
{
    LossHour hour;
    hour.start = in.signedVarint();
    for (std::uint64_t& count : hour.counts.counts)
        count = in.varint();
    return m_lossHourAt.emplace(hour.start, m_lossHours.add(hour)).second && in.ok();
}

void World::addCutsOf(TraceIndex trace, LossKind kind, std::uint64_t n)
{
    const std::string_view service = m_traces.rows()[trace.value].deployment;
    LossCounts cuts;
    cuts.add(kind, n);
    addLosses(std::string(service.empty() ? "unknown" : service) + std::string(kFoldListener),
              cuts);
}

} // namespace penstock

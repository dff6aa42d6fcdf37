// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/checkpoint.h"

#include <algorithm>

namespace penstock {
namespace {

constexpr std::uint64_t kFormat = 10;
constexpr std::uint32_t kNamesInGroup = 1024;
constexpr std::uint32_t kRows = TrackedTable<TraceRow>::kGroup;
constexpr std::string_view kMeta = "fleet.meta";
constexpr std::string_view kNames = "fleet.names";
constexpr std::string_view kAgents = "fleet.agents";
constexpr std::string_view kEdges = "fleet.edges";
constexpr std::string_view kTraces = "fleet.traces";
constexpr std::string_view kRuns = "fleet.runs";
constexpr std::string_view kJoins = "fleet.joins";
constexpr std::string_view kModels = "fleet.models";
constexpr std::string_view kMinutes = "fleet.minutes";
constexpr std::string_view kHours = "fleet.hours";
constexpr std::string_view kCaches = "fleet.caches";
constexpr std::string_view kLossHours = "fleet.losshours";
constexpr std::string_view kBills = "fleet.bills";

void writeTraceRow(std::string& out, const TraceRow& row, const StringPool& names)
{
    out.append(reinterpret_cast<const char*>(row.id.bytes.data()), row.id.bytes.size());
    for (const std::string_view text : {row.name, row.agent, row.deployment, row.session, row.user})
        putVarint(out, names.find(text));
    putVarint(out, row.dialects);
    putSigned(out, row.start);
    putSigned(out, row.end - row.start);
    putSigned(out, row.lastArrival - row.start);
    putVarint(out, row.changed);
    for (const std::uint32_t n :
         {row.steps, row.agents, row.runs, row.errors, row.running, row.missingParents})
        putVarint(out, n);
    write(out, row.usage);
    write(out, row.cost);
    out.push_back(row.rootMissing ? 1 : 0);
}

/// Says the session's number too: looking it up again by its text is dear at hundreds of thousands of rows.
bool readTraceRow(ByteReader& in, TraceRow& row, StringId& session, const StringPool& names)
{
    const std::string_view id = in.bytes(16);
    if (!in.ok())
        return false;
    row.id = TraceId::fromBytes(id.data());
    for (std::string_view* text :
         {&row.name, &row.agent, &row.deployment, &row.session, &row.user}) {
        const std::uint64_t number = in.varint();
        if (number >= names.size())
            return false;
        *text = names.text(static_cast<StringId>(number));
        if (text == &row.session)
            session = static_cast<StringId>(number);
    }
    row.dialects = static_cast<DialectSet>(in.varint());
    row.start = in.signedVarint();
    row.end = row.start + in.signedVarint();
    row.lastArrival = row.start + in.signedVarint();
    row.changed = in.varint();
    for (std::uint32_t* n :
         {&row.steps, &row.agents, &row.runs, &row.errors, &row.running, &row.missingParents})
        *n = static_cast<std::uint32_t>(in.varint());
    row.usage = readUsageTotals(in);
    row.cost = readCostTotals(in);
    row.rootMissing = in.byte() != 0;
    return in.ok();
}

void writeRunRow(std::string& out, const RunRow& row)
{
    putVarint(out, row.trace.value);
    putVarint(out, row.agent.value);
    putFixed64(out, row.span.value);
    putSigned(out, row.start);
    putSigned(out, row.end == 0 ? INT64_MIN : row.end - row.start);
    out.push_back(static_cast<char>(row.status));
    out.push_back(static_cast<char>((row.synthetic ? 1 : 0) | (row.unpriced ? 2 : 0)));
    putVarint(out, row.steps);
    putVarint(out, row.errors);
    putSigned(out, row.tokens);
    putSigned(out, row.cost);
}

RunRow readRunRow(ByteReader& in)
{
    RunRow row;
    row.trace.value = static_cast<std::uint32_t>(in.varint());
    row.agent.value = static_cast<std::uint32_t>(in.varint());
    row.span.value = in.fixed64();
    row.start = in.signedVarint();
    const std::int64_t length = in.signedVarint();
    row.end = length == INT64_MIN ? 0 : row.start + length;
    row.status = static_cast<StepStatus>(in.byte());
    const std::uint8_t bits = in.byte();
    row.synthetic = (bits & 1) != 0;
    row.unpriced = (bits & 2) != 0;
    row.steps = static_cast<std::uint32_t>(in.varint());
    row.errors = static_cast<std::uint32_t>(in.varint());
    row.tokens = in.signedVarint();
    row.cost = in.signedVarint();
    return row;
}

void writeLosses(std::string& out, const CowTable<LossRow>& losses)
{
    putVarint(out, losses.size());
    for (std::uint32_t i = 1; i <= losses.size(); ++i) {
        putText(out, losses[i].source);
        for (const std::uint64_t n : losses[i].counts.counts)
            putVarint(out, n);
        putSigned(out, losses[i].firstSeen);
        putSigned(out, losses[i].lastSeen);
    }
}

void writeLossMinutes(std::string& out, const CowTable<LossMinute>& minutes, Nanos since)
{
    putSigned(out, since);
    putVarint(out, minutes.size());
    for (std::uint32_t i = 1; i <= minutes.size(); ++i) {
        putSigned(out, minutes[i].start);
        putVarint(out, minutes[i].refused);
        putVarint(out, minutes[i].toldToRetry);
    }
}

} // namespace

template <class Table, class Write>
void Checkpoint::saveGroups(std::string_view name, Table& table, const Write& write)
{
    for (const std::uint32_t group : table.changedGroups()) {
        m_record.clear();
        const std::uint32_t first = group * Table::kGroup + 1;
        const std::uint32_t last = std::min(table.rows().size(), first + Table::kGroup - 1);
        for (std::uint32_t number = first; number <= last; ++number)
            write(number);
        m_storage.put(name, group, m_record);
    }
}

template <std::uint32_t kGroup, class Read>
bool Checkpoint::readGroups(std::string_view name, std::uint32_t rows, const Read& read)
{
    for (std::uint32_t first = 0; first < rows; first += kGroup) {
        const std::string record = m_storage.get(name, first / kGroup);
        ByteReader in(record);
        for (std::uint32_t n = std::min(rows - first, kGroup); n > 0; --n)
            if (!read(in) || !in.ok())
                return false;
    }
    return true;
}

Status Checkpoint::save(World& world)
{
    if (m_damaged) {
        m_storage.clear();
        return Error{
            ErrorCode::damaged,
            "The saved picture of the fleet could not be read; restart to fold the log again.",
            {}};
    }
    saveNames(world);
    saveGroups(kAgents, world.m_agents.table(),
               [&](std::uint32_t n) { world.m_agents.write(m_record, n); });
    saveGroups(kEdges, world.m_delegations.table(),
               [&](std::uint32_t n) { world.m_delegations.write(m_record, n); });
    saveGroups(kTraces, world.m_traces, [&](std::uint32_t n) {
        writeTraceRow(m_record, world.m_traces.rows()[n], *world.m_names);
    });
    saveGroups(kRuns, world.m_runs,
               [&](std::uint32_t n) { writeRunRow(m_record, world.m_runs.rows()[n]); });
    saveGroups(kJoins, world.m_joins.table(),
               [&](std::uint32_t n) { world.m_joins.write(m_record, n); });
    saveGroups(kModels, world.m_models.table(),
               [&](std::uint32_t n) { world.m_models.write(m_record, n); });
    for (const auto& [name, slots] :
         {std::pair(kMinutes, &world.m_rates.minutes()), std::pair(kHours, &world.m_rates.hours())})
        saveGroups(name, *slots,
                   [&](std::uint32_t n) { RateTable::write(m_record, slots->rows()[n]); });
    saveGroups(kCaches, world.m_caches.readers(),
               [&](std::uint32_t n) { world.m_caches.writeReader(m_record, n); });
    saveGroups(kLossHours, world.m_lossHours, [&](std::uint32_t n) {
        const LossHour& hour = world.m_lossHours.rows()[n];
        putSigned(m_record, hour.start);
        for (const std::uint64_t count : hour.counts.counts)
            putVarint(m_record, count);
    });
    saveGroups(kBills, world.m_bills,
               [&](std::uint32_t n) { World::writeBill(m_record, world.m_bills.rows()[n]); });
    for (const TraceIndex index : world.m_hotList)
        if (TraceState& trace = *world.m_hot[index.value - 1]; trace.touched)
            saveTrace(trace);
    saveMeta(world);
    Status committed = m_storage.commit(world.m_seq);
    if (!committed)
        return committed; // everything stays marked as changed and is written again
    m_namesSaved = static_cast<std::uint32_t>(world.m_names->size());
    forgetChanges(world);
    for (const TraceIndex index : world.m_hotList) {
        TraceState& trace = *world.m_hot[index.value - 1];
        trace.touched = false;
        trace.outline = {};
        trace.forgetChanges();
    }
    return committed;
}

void Checkpoint::forgetChanges(World& world)
{
    world.m_agents.table().forgetChanges();
    world.m_delegations.table().forgetChanges();
    world.m_traces.forgetChanges();
    world.m_runs.forgetChanges();
    world.m_joins.table().forgetChanges();
    world.m_caches.readers().forgetChanges();
    world.m_models.table().forgetChanges();
    world.m_rates.minutes().forgetChanges();
    world.m_rates.hours().forgetChanges();
    world.m_lossHours.forgetChanges();
    world.m_bills.forgetChanges();
}

void Checkpoint::saveMeta(World& world)
{
    m_record.clear();
    putVarint(m_record, kFormat);
    putText(m_record, world.m_secret);
    putVarint(m_record, world.m_seq);
    putSigned(m_record, world.m_logTime);
    for (const std::size_t n :
         {world.m_names->size(), std::size_t{world.m_agents.size()},
          std::size_t{world.m_delegations.rows().size()}, std::size_t{world.m_traces.rows().size()},
          std::size_t{world.m_runs.rows().size()}, std::size_t{world.m_joins.table().rows().size()},
          std::size_t{world.m_models.table().rows().size()},
          std::size_t{world.m_rates.minutes().rows().size()},
          std::size_t{world.m_rates.hours().rows().size()},
          std::size_t{world.m_caches.readers().rows().size()},
          std::size_t{world.m_lossHours.rows().size()}, std::size_t{world.m_bills.rows().size()}})
        putVarint(m_record, n);
    putVarint(m_record, world.m_queue.size());
    for (const TraceIndex index : world.m_queue)
        putVarint(m_record, index.value);
    writeLosses(m_record, world.m_losses);
    writeLossMinutes(m_record, world.m_lossMinutes, world.m_lossesSince);
    putVarint(m_record, world.m_furtherSources.size());
    for (const std::uint64_t source : world.m_furtherSources)
        putFixed64(m_record, source);
    world.m_caches.writeCounters(m_record);
    m_storage.put(kMeta, 0, m_record);
}

void Checkpoint::saveNames(const World& world)
{
    const auto size = static_cast<std::uint32_t>(world.m_names->size());
    for (std::uint32_t group = m_namesSaved / kNamesInGroup; group * kNamesInGroup < size;
         ++group) {
        m_record.clear();
        const std::uint32_t last = std::min(size, (group + 1) * kNamesInGroup);
        for (StringId id = group * kNamesInGroup; id < last; ++id)
            putText(m_record, world.m_names->text(id));
        m_storage.put(kNames, group, m_record);
    }
}

std::unique_ptr<World> Checkpoint::restore(const FleetOptions& options)
{
    const std::string record = m_storage.get(kMeta, 0);
    if (record.empty())
        return nullptr;
    ByteReader meta(record);
    const std::uint64_t format = meta.varint();
    const std::string_view secret = meta.text();
    if (format == kFormat && meta.ok() && secret.size() == KeyedHash::kSecretSize) {
        auto world = std::make_unique<World>(options, secret);
        world->m_seq = meta.varint();
        if (world->m_seq == m_storage.checkpointSeq() && readAll(*world, meta))
            return world;
    }
    m_storage.clear();
    m_namesSaved = 0;
    return nullptr;
}

bool Checkpoint::readAll(World& world, ByteReader& meta)
{
    world.m_logTime = meta.signedVarint();
    std::uint32_t counts[12];
    for (std::uint32_t& n : counts)
        n = static_cast<std::uint32_t>(meta.varint());
    const auto [names, agents, edges, traces, runs, joins, models, minutes, hours, caches,
                lossHours, bills] = counts;
    for (std::uint32_t first = 0; first < names; first += kNamesInGroup) {
        const std::string record = m_storage.get(kNames, first / kNamesInGroup);
        ByteReader in(record);
        for (std::uint32_t n = std::min(names - first, kNamesInGroup); n > 0 && in.ok(); --n)
            world.m_names->intern(in.text());
    }
    m_namesSaved = names;
    bool ok = world.m_names->size() == names;
    ok = ok && readGroups<kRows>(kAgents, agents,
                                 [&](ByteReader& in) { return world.m_agents.read(in); });
    ok = ok && readGroups<kRows>(kEdges, edges,
                                 [&](ByteReader& in) { return world.m_delegations.read(in); });
    ok = ok && readGroups<kRows>(kTraces, traces, [&](ByteReader& in) {
             TraceRow row;
             StringId session = 0;
             if (!readTraceRow(in, row, session, *world.m_names))
                 return false;
             world.restoreTrace(row, session);
             return true;
         });
    ok = ok && readGroups<kRows>(kRuns, runs, [&](ByteReader& in) {
             world.m_runs.add(readRunRow(in));
             return true;
         });
    ok = ok &&
         readGroups<kRows>(kJoins, joins, [&](ByteReader& in) { return world.m_joins.read(in); });
    ok = ok && readGroups<kRows>(kModels, models,
                                 [&](ByteReader& in) { return world.m_models.read(in); });
    constexpr std::uint32_t kSlots = RateTable::Slots::kGroup;
    ok = ok && readGroups<kSlots>(kMinutes, minutes,
                                  [&](ByteReader& in) { return world.m_rates.readMinute(in); });
    ok = ok && readGroups<kSlots>(kHours, hours,
                                  [&](ByteReader& in) { return world.m_rates.readHour(in); });
    ok = ok && readGroups<kRows>(kCaches, caches,
                                 [&](ByteReader& in) { return world.m_caches.readReader(in); });
    ok =
        ok && readGroups<decltype(world.m_lossHours)::kGroup>(
                  kLossHours, lossHours, [&](ByteReader& in) { return world.restoreLossHour(in); });
    ok = ok && readGroups<kRows>(kBills, bills, [&](ByteReader& in) { return world.readBill(in); });
    for (std::uint64_t n = meta.varint(); n > 0 && meta.ok(); --n)
        world.m_queue.push_back({static_cast<std::uint32_t>(meta.varint())});
    for (std::uint64_t n = meta.varint(); n > 0 && meta.ok(); --n) {
        LossRow row;
        row.source = meta.text();
        for (std::uint64_t& count : row.counts.counts)
            count = meta.varint();
        row.firstSeen = meta.signedVarint();
        row.lastSeen = meta.signedVarint();
        world.restoreLosses(std::move(row));
    }
    world.m_lossesSince = meta.signedVarint();
    for (std::uint64_t n = meta.varint(); n > 0 && meta.ok(); --n) {
        LossMinute minute;
        minute.start = meta.signedVarint();
        minute.refused = meta.varint();
        minute.toldToRetry = meta.varint();
        world.restoreLossMinute(minute);
    }
    for (std::uint64_t n = meta.varint(); n > 0 && meta.ok(); --n)
        world.m_furtherSources.insert(meta.fixed64());
    ok = world.m_caches.readCounters(meta) && ok;
    world.finishRestoring();
    forgetChanges(world);
    return ok && meta.ok();
}

} // namespace penstock

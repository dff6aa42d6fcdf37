// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/operator_acts.h"

#include "core/alarm/alarm_act.h"
#include "core/fields/row_fields.h"
#include "core/fleet/bill_act.h"
#include "core/query/parser.h"

#include <memory>

namespace penstock {
namespace {

constexpr std::size_t kMostWaiting = 64;
constexpr std::chrono::milliseconds kPatience{5'000};

Status checkAct(const BillAct& act, const FleetState& state)
{
    const Bill& bill = act.bill;
    const std::uint32_t bills = state.bills.size();
    if (act.kind == BillAct::Kind::takeBack) {
        const bool isThere = bill.number <= bills && state.bills[bill.number].number != 0;
        return isThere ? Status(Done{}) : Error{ErrorCode::invalid, "There is no such bill.", {}};
    }
    if (bills >= kMostBills)
        return Error{ErrorCode::invalid, "The log holds 1000 bills already; it takes no more.", {}};
    const ParsedFilter parsed = parseFilter(bill.filter, StepFields::scope());
    if (parsed.verdict == FilterVerdict::invalid)
        return Error{ErrorCode::invalid,
                     "The filter of the bill does not read: " + parsed.diagnostic.sentence,
                     {}};
    return Done{};
}

} // namespace

OperatorActs::OperatorActs(Folder& folder, Writer& writer, const Clock& clock, Store store)
    : m_folder(folder),
      m_writer(writer),
      m_clock(clock),
      m_store(std::move(store)),
      m_worker(kMostWaiting)
{
}

Status OperatorActs::act(const AlarmAct& act)
{
    if (Status complete = isComplete(act); !complete)
        return complete;
    if (act.kind == AlarmActKind::takeOut && findDetector(act.detector) == nullptr)
        return Error{ErrorCode::invalid, "There is no such detector.", act.detector};
    if (Status allowed = m_folder.checkAct(act, m_clock.now()); !allowed)
        return allowed;
    return log(EntryKind::alarmAct, toText(act));
}

Status OperatorActs::act(const BillAct& act)
{
    if (Status complete = isComplete(act); !complete)
        return complete;
    const auto state =
        m_folder.upToDate(kPatience); // an engine that starts may not know the bill yet
    if (state == nullptr)
        return Error{ErrorCode::busy, "The engine is still reading its log; try again.", {}};
    if (Status allowed = checkAct(act, *state); !allowed)
        return allowed;
    return log(EntryKind::billAct, toText(act));
}

Status OperatorActs::log(EntryKind kind, std::string text)
{
    Contribution entry;
    entry.source = "operator";
    entry.others.emplace_back(kind, std::move(text));
    if (const auto stored = m_store(std::move(entry)); !stored)
        return stored.error();
    // It is in the log and will hold; who asked looks at what came of it next, and should see it there.
    if (m_writer.withStore([](LogStore&) {}))
        (void)m_folder.upToDate(kPatience);
    return Done{};
}

} // namespace penstock

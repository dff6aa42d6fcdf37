// SPDX-License-Identifier: GPL-3.0-or-later
// Steps from small text drawings, for tests of everything that reads steps. One line a step, indented below its parent:
//   agent_run planner @shop [0-100]
//     llm_call gpt-4o in=100 out=20 cost=500
// Times are milliseconds after kDrawingStart. Options: #7 (span id 7; default: number of the line), parent=#7, trace=2
// (also as a line of its own, for what follows), status=error, session= user= agent= agent_id= tool= target= model=
// response= call= service= framework= version= error= dialect= cost= cost_source= cached= reasoning= total= semantics=exclusive
// if_apart= provider= scope= organization= human_wait=ms, mandate=granted by/scope/revocable by, link=2/#7,
// mcp=session/request, hint=evidence:mode:from:to, run=#9:#1:agent, attributes=3, and the flags provisional,
// log_event, merges, summary,
// remote, synthetic_session. A value with spaces goes in double quotes.
#pragma once

#include "core/model/log_entry.h"

#include <memory>
#include <string_view>
#include <vector>

namespace penstock::test {

inline constexpr Nanos kDrawingStart = 1'760'000'000 * kSecond;

/// Aborts with a sentence when the drawing cannot be read: a wrong drawing is a wrong test.
std::shared_ptr<const StepBatch> drawSteps(std::string_view drawing);
TraceId drawnTrace(unsigned number);

/// Entries first, first + 1, … for the steps at `order` (all steps, as drawn, when order is empty).
EntryBatch entriesOf(const std::shared_ptr<const StepBatch>& steps, Seq first,
                     const std::vector<std::size_t>& order = {}, Nanos arrival = kDrawingStart);

} // namespace penstock::test

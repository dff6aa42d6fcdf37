// SPDX-License-Identifier: GPL-3.0-or-later
// A believable fleet for pictures and tests: the refund cascade of the design pictures with its conversation, a few
// hundred traces around it, agents, delegations, losses. Deterministic.
#pragma once

#include "tests/ui/support/fake_session.h"

namespace penstock::testing {

/// Fills the session and publishes it; returns the trace of the refund cascade.
TraceIndex fillBelievableWorld(FakeSession& session, std::uint32_t otherTraces = 240);
/// The refund cascade alone.
TraceView makeRefundView(TraceIndex index, const TraceRow& row);
/// Full detail of the tool call in the refund cascade.
StepDetail makeRefundDetail(Seq seq);
/// A model call whose texts try everything hostile text can try.
StepDetail makeHostileDetail(Seq seq);

inline constexpr Seq kRefundSeq = 1023;
inline constexpr Seq kHostileSeq = 1012;

} // namespace penstock::testing

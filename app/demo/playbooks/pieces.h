// SPDX-License-Identifier: GPL-3.0-or-later
// Pieces of work that several playbooks and incidents share. Each adds acts to the scene and returns what a caller needs.
#pragma once

#include "app/demo/scene.h"
#include "app/demo/world.h"

namespace penstock::demo {

/// The talk of one agent and the run it speaks in.
struct Desk {
    Act* run = nullptr;
    TalkPtr talk;
};

/// A run of `agent` below `under` (null: a new trace) that has heard `request`.
Desk openDesk(Scene& scene, Act* under, AgentId agent, const std::string& request);
/// The caller's model asks for the agent as a tool; close it with scene.closeTool(*tool, caller.talk, …).
Act& askAgent(Scene& scene, const Desk& caller, AgentId agent, const std::string& task);

/// order-lookup below `under`: order, then carrier. Returns its answer.
std::string lookUpOrder(Scene& scene, Act& under, const Case& c);
/// billing-refunds' call to fraud-scorer in the other deployment.
void askFraudScorer(Scene& scene, const Desk& billing, const Case& c);
/// stripe.refund of the whole amount; the same facts each time, another call id each time.
Act& refund(Scene& scene, const Desk& billing, const Case& c, std::int64_t cents,
            const std::string& reason);
/// crm.update of one field.
Act& updateCustomer(Scene& scene, const Desk& desk, const std::string& account,
                    std::string_view field, const std::string& value);
/// The commander asks, beside its other talk, what a delegated task is doing. Returns the tool call.
Act& askStatus(Scene& scene, const Desk& commander, const std::string& task, AgentId worker,
               std::int64_t idleSeconds);
/// One customer message and its trace: opens support-triage with the session's talk.
Act& openTurn(Scene& scene, const TalkPtr& talk, const std::string& message);
/// The first words of it, at most so many bytes: a model that shortens does not cut a number in two.
std::string beginningOf(const std::string& text, std::size_t most);
/// Time a person takes to read and answer.
void waitForPerson(Scene& scene);

/// One round of a negotiation: the vendor's answer, as the negotiator's process and the vendor's see it.
struct Round {
    RemoteCall remote;
    std::string answer;
};
Round askVendor(Scene& scene, const Desk& negotiator, const TalkPtr& vendor,
                const std::string& message, const std::string& answer, bool looksUpPrice);

} // namespace penstock::demo

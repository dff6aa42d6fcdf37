// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/trace_exchanges.h"

#include "core/dialect/normalizer.h"
#include "core/session/exchange_texts.h"

#include <algorithm>

namespace penstock {
namespace {

bool isCallable(StepKind kind)
{
    return kind != StepKind::agentRun && kind != StepKind::llmCall && kind != StepKind::workflow &&
           kind != StepKind::other;
}

bool isCallAbove(StepKind kind)
{
    return kind == StepKind::toolCall || kind == StepKind::handoff ||
           kind == StepKind::a2aRequest || kind == StepKind::mcpRequest ||
           kind == StepKind::acpRequest;
}

/// The end of what lies below: nodes are in tree order.
std::uint32_t endBelow(const ExchangeTrace& trace, std::uint32_t n)
{
    const std::uint16_t depth = trace.node(n).depth;
    std::uint32_t end = n + 1;
    while (end <= trace.view->nodes.size() && trace.node(end).depth > depth)
        ++end;
    return end;
}

/// The last model call of the asker that began before; 0 = none.
std::uint32_t modelBefore(const ExchangeTrace& trace, const ExchangeActor& asker, Nanos asked,
                          std::uint32_t except)
{
    std::uint32_t found = 0;
    for (std::uint32_t n = 1; n <= trace.view->nodes.size(); ++n) {
        const TraceNode& node = trace.node(n);
        if (node.kind == StepKind::llmCall && node.start <= asked && n != except &&
            (found == 0 || node.start >= trace.node(found).start) && trace.isBy(n, asker))
            found = n;
    }
    return found;
}

void findOwnModels(const ExchangeTrace& trace, std::uint32_t run, ExchangeSteps& out)
{
    for (std::uint32_t n = run + 1, end = endBelow(trace, run); n < end; ++n) {
        const TraceNode& node = trace.node(n);
        if (node.kind != StepKind::llmCall || trace.runOf(n) != run)
            continue;
        if (out.firstModel == 0 || node.start <= trace.node(out.firstModel).start)
            out.firstModel = n;
        if (out.lastModel == 0 || node.start > trace.node(out.lastModel).start)
            out.lastModel = n;
    }
}

/// Whether it is what another call, or a run below, already stands for: the layers of one call are one exchange.
bool isLayer(const ExchangeTrace& trace, std::uint32_t n, const std::vector<SpanId>& found,
             const std::string& to)
{
    for (std::uint32_t below = n + 1, end = endBelow(trace, n); below < end; ++below)
        if (trace.node(below).kind == StepKind::agentRun)
            return true;
    const auto same = [&](std::uint32_t above) {
        return trace.node(above).name == to ||
               std::binary_search(found.begin(), found.end(), trace.node(above).span);
    };
    for (std::uint32_t above = trace.node(n).parent;
         above != 0 && trace.node(above).kind != StepKind::agentRun;
         above = trace.node(above).parent)
        if (isCallable(trace.node(above).kind) && same(above))
            return true;
    return false;
}

Exchange headOf(const ExchangeTrace& trace, std::uint32_t n)
{
    const TraceNode& asked = trace.node(n);
    Exchange out;
    out.trace = trace.view->index;
    out.traceId = trace.view->row.id;
    out.span = asked.span;
    out.seq = asked.seq;
    out.kind = asked.kind;
    out.status = asked.status;
    out.asked = asked.start;
    out.answered = asked.end;
    out.error = asked.error;
    return out;
}

ExchangeActor actorOf(const CascadeView& view, std::uint32_t run)
{
    const CascadeRun& of = view.runs[run - 1];
    return {std::string(view.text(of.name)), std::string(view.text(of.deployment))};
}

/// The first of these steps that recorded something.
struct Source {
    ToldBy by = ToldBy::nobody;
    const ExchangeTrace* trace = nullptr;
    std::uint32_t node = 0;
};

Conversation conversationOf(const Source& source, LoggedSteps& log)
{
    const Seq seq = source.node == 0 ? 0 : source.trace->node(source.node).seq;
    const LogEntry* entry = seq == 0 ? nullptr : log.entry(seq);
    return entry != nullptr && entry->step != nullptr ? readConversation(*entry->step)
                                                      : Conversation();
}

template <class Text>
ExchangeText firstOf(std::initializer_list<Source> sources, LoggedSteps& log, const Text& textOf)
{
    for (const Source& source : sources)
        if (source.node != 0)
            if (std::string text = textOf(source.by, conversationOf(source, log)); !text.empty())
                return {std::move(text), source.by, source.trace->node(source.node).seq};
    return {};
}

} // namespace

ExchangeTrace::ExchangeTrace(std::shared_ptr<const TraceView> made, Seq lastChange)
    : view(std::move(made)), changed(lastChange)
{
    nodes.reserve(view->nodes.size());
    for (std::uint32_t n = 1; n <= view->nodes.size(); ++n)
        nodes.emplace(node(n).span.value, n);
}

std::uint32_t ExchangeTrace::find(SpanId span) const
{
    const auto at = nodes.find(span.value);
    return at == nodes.end() ? 0 : at->second;
}

std::uint32_t ExchangeTrace::runOf(std::uint32_t n) const
{
    while (n != 0 && node(n).kind != StepKind::agentRun)
        n = node(n).parent;
    return n;
}

std::uint32_t ExchangeTrace::callAbove(std::uint32_t n) const
{
    const std::uint32_t above = n == 0 ? 0 : node(n).parent;
    return above != 0 && isCallAbove(node(above).kind) ? above : 0;
}

bool ExchangeTrace::isBy(std::uint32_t n, const ExchangeActor& actor) const
{
    return actor.is(node(n).agent, view->deployments[node(n).deployment]);
}

bool ExchangeTrace::mayCall(std::uint32_t n, const ExchangeActor& actor) const
{
    return !actor.deployment || *actor.deployment == view->deployments[node(n).sentFrom];
}

CrossTraceRequests crossTraceRequests(const CascadeView& view)
{
    CrossTraceRequests out;
    for (const CascadeEdge& edge : view.edges) {
        if (edge.from == 0 || edge.to == 0 || !edge.crossTrace)
            continue;
        const CascadeNode& to = view.node(edge.to);
        const CascadeNode& from = view.node(edge.from);
        if (to.run == 0)
            continue;
        const CascadeRun& run = view.runs[to.run - 1];
        CrossTraceRequests::Asked asked;
        asked.askerTrace = view.traceOf(edge.from).index;
        asked.call = from.span;
        if (from.run != 0)
            asked.asker = actorOf(view, from.run);
        asked.best = edge.best;
        asked.mode = edge.mode;
        asked.confidence = edge.confidence;
        const std::pair key{view.traceOf(edge.to).index.value, view.node(run.node).span};
        const auto [at, isNew] = out.asked.try_emplace(key, asked);
        if (!isNew && asked.confidence > at->second.confidence)
            at->second = asked;
        out.calls.try_emplace({asked.askerTrace.value, from.span}, actorOf(view, to.run));
    }
    return out;
}

static bool isSame(const ExchangeActor& wanted, const ExchangeActor& known)
{
    return wanted.is(known.name, known.deployment.value_or(std::string()));
}

std::vector<Exchange> exchangesOf(const ExchangeTrace& trace, const std::vector<SpanId>& found,
                                  const ExchangeQuery& query, const CrossTraceRequests& across)
{
    const auto asker = [&](bool back) -> const ExchangeActor& {
        return back ? query.to : query.from;
    };
    std::map<std::pair<std::uint32_t, bool>, const TraceDelegation*> given; // by run, direction
    for (const TraceDelegation& d : trace.view->delegations)
        for (const bool back : {false, true}) {
            if (d.toNode == 0 || (back && !query.bothWays) ||
                !asker(back).is(d.fromAgent, d.fromDeployment) ||
                !asker(!back).is(d.toAgent, d.toDeployment))
                continue;
            const auto [at, isNew] = given.try_emplace({d.toNode, back}, &d);
            if (!isNew && d.confidence > at->second->confidence)
                at->second = &d;
        }
    std::vector<Exchange> out;
    for (const SpanId span : found)
        for (const bool back : {false, true}) {
            const std::uint32_t n = trace.find(span);
            if (n == 0 || (back && !query.bothWays))
                continue;
            Exchange exchange = headOf(trace, n);
            exchange.back = back;
            const auto crossed = across.asked.find({trace.view->index.value, span});
            if (exchange.kind != StepKind::agentRun) {
                const auto elsewhere = across.calls.find({trace.view->index.value, span});
                const bool answersElsewhere =
                    elsewhere != across.calls.end() && isSame(asker(!back), elsewhere->second);
                if (!isCallable(exchange.kind) || !trace.isBy(n, asker(back)) ||
                    !trace.mayCall(n, asker(!back)) || answersElsewhere ||
                    isLayer(trace, n, found, asker(!back).name))
                    continue;
                exchange.mode = DelegationMode::returnToCaller;
                const std::uint32_t run = trace.runOf(n);
                exchange.asker = run == 0 ? SpanId{} : trace.node(run).span;
                exchange.askerTrace = trace.view->index;
            } else if (const auto d = given.find({n, back}); d != given.end()) {
                exchange.best = d->second->best;
                exchange.mode = d->second->mode;
                const std::uint32_t from = d->second->fromNode;
                exchange.asker = from == 0 ? SpanId{} : trace.node(from).span;
                exchange.askerTrace = trace.view->index;
            } else if (crossed != across.asked.end() &&
                       isSame(asker(back), crossed->second.asker) && trace.isBy(n, asker(!back))) {
                exchange.best = crossed->second.best;
                exchange.mode = crossed->second.mode;
                exchange.askerTrace = crossed->second.askerTrace;
                exchange.call = crossed->second.call;
            } else {
                continue;
            }
            if (exchange.call.isZero())
                if (const std::uint32_t call = trace.callAbove(n); call != 0)
                    exchange.call = trace.node(call).span;
            out.push_back(std::move(exchange));
            break;
        }
    return out;
}

ExchangeSteps stepsOf(const Exchange& exchange, const ExchangeActor& by, const ExchangeTrace& trace,
                      const ExchangeTrace* asker)
{
    ExchangeSteps out;
    out.asked = trace.find(exchange.span);
    if (asker != nullptr && !exchange.call.isZero())
        out.call = asker->find(exchange.call);
    if (asker != nullptr)
        out.askerModel =
            modelBefore(*asker, by, exchange.asked, exchange.crossesTraces() ? 0 : out.asked);
    if (exchange.kind == StepKind::agentRun && out.asked != 0)
        findOwnModels(trace, out.asked, out);
    return out;
}

void fillTexts(Exchange& exchange, const ExchangeSteps& steps, const ExchangeTrace& trace,
               const ExchangeTrace* asker, LoggedSteps& log)
{
    const bool isRun = exchange.kind == StepKind::agentRun;
    const Source itself{ToldBy::itself, &trace, steps.asked};
    const Source call{ToldBy::call, asker, asker ? steps.call : 0};
    const Source model{ToldBy::askerModel, asker, asker ? steps.askerModel : 0};
    const Source ofRun{ToldBy::askerModel, asker, isRun ? model.node : 0};
    exchange.isRead = true;
    exchange.request =
        firstOf({itself, call, ofRun, {ToldBy::ownModel, &trace, steps.firstModel}}, log,
                [](ToldBy by, const Conversation& said) {
                    return by == ToldBy::askerModel ? outputText(said) : requestText(said);
                });
    exchange.answer = firstOf({itself, call, {ToldBy::ownModel, &trace, steps.lastModel}}, log,
                              [](ToldBy, const Conversation& said) { return answerText(said); });
    const bool isRequest = exchange.request.by == ToldBy::askerModel;
    exchange.rationale = firstOf({model}, log, [isRequest](ToldBy, const Conversation& said) {
        return rationaleText(said, !isRequest);
    });
    exchange.received = exchange.forwarded = 0;
    if (model.node == 0)
        return;
    const Forwarding forwarding = forwardedIn(exchange.request.text, conversationOf(model, log));
    exchange.received = forwarding.received;
    exchange.forwarded = forwarding.forwarded;
}

} // namespace penstock

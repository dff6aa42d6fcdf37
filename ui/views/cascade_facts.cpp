// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/cascade_facts.h"

#include <QtCore/QCoreApplication>

#include <set>
#include <tuple>

#include "core/base/money.h"
#include "ui/models/format.h"
#include "ui/models/words.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

constexpr std::size_t kMostEdges = 24;

struct CascadeWords {
    Q_DECLARE_TR_FUNCTIONS(cascade)
};

KeyValue row(const QString& key, const QString& value, const QString& note = {})
{
    KeyValue out;
    out.key = key;
    out.value = value;
    out.note = note;
    return out;
}

QString unknown()
{
    return CascadeWords::tr("unknown");
}

/// The run a step belongs to; a step of none stands for itself.
std::uint32_t runNode(const CascadeView& view, std::uint32_t node)
{
    const std::uint32_t run = view.node(node).run;
    return run == 0 ? node : view.runs[run - 1].node;
}

bool leads(const CascadeEdge& edge)
{
    return edge.kind != CascadeEdgeKind::follows && edge.best != Evidence::sequence;
}

QString howText(const CascadeEdge& edge)
{
    const KnownBy how = knownBy(edge.best);
    const QString text = knownByText(how);
    return how == KnownBy::inferred
               ? CascadeWords::tr("%1, %2 % sure").arg(text).arg(edge.confidence)
               : text;
}

void addEdge(std::vector<KeyValue>& rows, const CascadeView& view, const CascadeEdge& edge,
             const QString& key)
{
    const KnownBy how = knownBy(edge.best);
    KeyValue head = row(key, edgeText(view, edge),
                        edge.from == 0 ? CascadeWords::tr("not in this cascade") : QString());
    head.strong = true;
    head.rule = !rows.empty();
    rows.push_back(head);
    KeyValue best = row(CascadeWords::tr("known by"), howText(edge));
    best.glyph = how == KnownBy::unknown ? Glyph::missing : Glyph::handoff;
    rows.push_back(best);
    for (const QString& evidence : evidenceList(edge.evidence))
        rows.push_back(row(CascadeWords::tr("evidence"), evidence));
    rows.push_back(row(CascadeWords::tr("mode"), modeText(edge.mode),
                       edge.crossTrace     ? CascadeWords::tr("another trace")
                       : edge.crossProcess ? CascadeWords::tr("another process")
                                           : QString()));
}

QString keyOfEdge(const CascadeEdge& edge, bool into)
{
    if (edge.kind == CascadeEdgeKind::follows)
        return into ? CascadeWords::tr("follows from") : CascadeWords::tr("followed by");
    if (edge.kind == CascadeEdgeKind::cause)
        return into ? CascadeWords::tr("set off by") : CascadeWords::tr("set off");
    return into ? CascadeWords::tr("delegated by") : CascadeWords::tr("delegates to");
}

QString roleText(ActorRole role)
{
    switch (role) {
    case ActorRole::user:
        return CascadeWords::tr("user");
    case ActorRole::organization:
        return CascadeWords::tr("organisation");
    case ActorRole::platform:
        return CascadeWords::tr("platform");
    case ActorRole::deployment:
        return CascadeWords::tr("deployment");
    case ActorRole::agent:
        break;
    }
    return CascadeWords::tr("agent");
}

QString standingText(ActorStanding standing)
{
    switch (standing) {
    case ActorStanding::claimed:
        return CascadeWords::tr("claimed");
    case ActorStanding::verified:
        return CascadeWords::tr("verified");
    case ActorStanding::unknown:
        break;
    }
    return {};
}

} // namespace

TraceNode stepOf(const CascadeView& view, std::uint32_t n)
{
    const CascadeNode& node = view.node(n);
    const CascadeDetail& detail = view.detailOf(node);
    TraceNode step;
    step.seq = node.seq;
    step.span = node.span;
    step.depth = node.depth;
    step.kind = node.kind;
    step.status = node.status;
    step.role = node.role;
    step.missing = node.has(kMissingStep);
    step.synthetic = node.has(kSyntheticRun);
    step.flags = node.flags;
    step.start = node.start;
    step.end = node.end;
    step.name = view.nameOf(n);
    step.agent = view.agentOf(n);
    step.model = view.modelOf(n);
    step.error = view.errorOf(n);
    step.usage = detail.usage;
    step.cost = detail.cost;
    step.costBelow = node.costBelow;
    return step;
}

const CascadeEdge* delegationOf(const CascadeView& view, std::uint32_t node)
{
    const std::uint32_t run = runNode(view, node);
    const std::uint32_t parent = view.node(run).parent;
    const std::uint32_t above = parent == 0 ? 0 : view.node(parent).run;
    const CascadeEdge* best = nullptr;
    // The edge may lead to a step between the run and the one above: a request, the top of another trace.
    for (std::uint32_t n = run; n != 0 && best == nullptr; n = view.node(n).parent) {
        if (n != run && view.node(n).run == above && above != 0 && !view.node(n).has(kTopOfTrace))
            break;
        for (const CascadeEdge& edge : view.edgesInto(n))
            if (leads(edge) && (best == nullptr || std::tuple(edge.inTree, edge.confidence) >
                                                       std::tuple(best->inTree, best->confidence)))
                best = &edge;
    }
    return best;
}

QString edgeText(const CascadeView& view, const CascadeEdge& edge)
{
    const auto name = [&](std::uint32_t agent, std::uint32_t node) {
        if (agent == 0 && node != 0)
            return safeLine(view.nameOf(node));
        return safeLine(view.text(agent));
    };
    return name(edge.fromName, edge.from) + u" \u2192 "_s + name(edge.toName, edge.to);
}

std::vector<KeyValue> knownByRows(const CascadeView& view, std::uint32_t node)
{
    std::vector<KeyValue> rows;
    std::size_t more = 0;
    std::size_t shown = 0;
    const auto add = [&](const CascadeEdge& edge, bool into) {
        if (++shown > kMostEdges)
            ++more;
        else
            addEdge(rows, view, edge, keyOfEdge(edge, into));
    };
    const std::uint32_t run = runNode(view, node);
    for (const CascadeEdge& edge : view.edgesInto(run))
        add(edge, true);
    if (run != node)
        for (const CascadeEdge& edge : view.edgesInto(node))
            add(edge, true);
    for (const std::uint32_t at : view.edgesOutOf(node))
        add(view.edges[at], false);
    if (more > 0)
        rows.push_back(row(CascadeWords::tr("and"),
                           CascadeWords::tr("%1 more; Links draws them all").arg(countText(more))));
    return rows;
}

std::vector<KeyValue> delegationRows(const CascadeView& view, std::uint32_t node, Nanos now)
{
    const CascadeEdge* edge = delegationOf(view, node);
    const CascadeMandate none;
    const CascadeMandate& said =
        edge == nullptr || edge->mandate == 0 ? none : view.mandates[edge->mandate - 1];
    const auto text = [&](std::uint32_t number) {
        return number == 0 ? unknown() : safeLine(view.text(number), 400);
    };
    const auto time = [&](Nanos t) { return t == 0 ? unknown() : timeText(t, now); };
    std::vector<KeyValue> rows;
    if (edge == nullptr) {
        rows.push_back(
            row(CascadeWords::tr("delegated by"), CascadeWords::tr("nobody known"),
                view.node(node).depth == 0 ? CascadeWords::tr("the root decision") : QString()));
    } else {
        const std::uint32_t from = edge->fromName;
        rows.push_back(row(CascadeWords::tr("delegated by"),
                           from == 0 && edge->from == 0 ? unknown()
                           : from == 0                  ? safeLine(view.nameOf(edge->from))
                                                        : safeLine(view.text(from)),
                           howText(*edge)));
    }
    rows.push_back(row(CascadeWords::tr("granted by"), text(said.grantedBy),
                       said.grantedBy == 0 ? QString() : CascadeWords::tr("claimed")));
    rows.push_back(row(CascadeWords::tr("scope"), text(said.scope)));
    rows.push_back(row(CascadeWords::tr("constraints"), text(said.constraints)));
    rows.push_back(row(CascadeWords::tr("context used"), text(said.context)));
    rows.push_back(row(CascadeWords::tr("authorised"), time(said.authorizedAt),
                       said.authorizedAt == 0 ? QString() : agoText(said.authorizedAt, now)));
    rows.push_back(row(CascadeWords::tr("until"), time(said.expiresAt)));
    rows.push_back(row(CascadeWords::tr("revocable by"), text(said.revocableBy)));
    return rows;
}

std::vector<KeyValue> chainRows(const CascadeView& view, std::uint32_t node)
{
    std::vector<KeyValue> rows;
    for (const ActorLink& link : actorChain(view, node)) {
        KeyValue one =
            row(roleText(link.role), link.name == 0 ? unknown() : safeLine(view.text(link.name)),
                standingText(link.standing));
        one.strong = link.node != 0 && link.node == runNode(view, node);
        rows.push_back(one);
    }
    return rows;
}

std::vector<KeyValue> branchRows(const CascadeView& view, std::uint32_t n)
{
    const CascadeNode& node = view.node(n);
    const CascadeDetail& own = view.detailOf(node);
    const BranchCount count = countBranch(view, {{n, n + node.size}});
    std::vector<KeyValue> rows;
    const auto add = [&](const QString& key, const QString& value, const QString& second) {
        KeyValue one = row(key, value);
        one.second = second;
        one.alignRight = true;
        rows.push_back(one);
    };
    const bool counted = own.costCounts;
    const std::int64_t tokens =
        std::max<std::int64_t>(0, own.usage.input) + std::max<std::int64_t>(0, own.usage.output);
    add(CascadeWords::tr("this step"),
        node.role == UsageRole::leaf ? tokensText(tokens) : missingText(),
        counted ? QString::fromStdString(formatMoney(own.cost.amount)) : missingText());
    add(CascadeWords::tr("with all below"),
        node.tokensBelow == 0 ? missingText() : tokensText(node.tokensBelow), branchCost(count));
    rows.back().strong = true;
    rows.back().rule = true;
    return rows;
}

BranchCount countBranch(const CascadeView& view, const std::vector<NodeRange>& ranges,
                        std::uint32_t except)
{
    BranchCount count;
    count.sums = sumsOf(view, ranges);
    if (except != 0) {
        const CascadeNode& node = view.node(except);
        const CascadeDetail& detail = view.detailOf(node);
        count.sums.steps -= node.seq != 0;
        count.sums.errors -= node.status == StepStatus::error;
        count.sums.cost -= detail.costCounts ? detail.cost.amount : 0;
    }
    std::set<std::uint32_t> agents;
    for (const NodeRange& range : ranges)
        for (std::uint32_t n = range.first; n < range.last; ++n) {
            const CascadeNode& node = view.node(n);
            if (n == except)
                continue;
            if (node.run != 0 && view.runs[node.run - 1].node == n)
                agents.insert(view.runs[node.run - 1].name);
            count.effects += node.kind == StepKind::toolCall || node.kind == StepKind::mcpRequest ||
                             node.kind == StepKind::a2aRequest || node.kind == StepKind::acpRequest;
            count.open = count.open || node.status == StepStatus::running;
        }
    count.agents = agents.size();
    return count;
}

BranchCount countDownstream(const CascadeView& view, std::uint32_t node)
{
    return countBranch(view, downstreamOf(view, node), node);
}

QString branchText(const BranchCount& count)
{
    if (count.sums.steps == 0)
        return CascadeWords::tr("nothing");
    QStringList parts{
        countOf(count.sums.steps, CascadeWords::tr("step"), CascadeWords::tr("steps"))};
    if (count.agents > 0)
        parts << countOf(count.agents, CascadeWords::tr("agent"), CascadeWords::tr("agents"));
    if (count.effects > 0)
        parts << countOf(count.effects, CascadeWords::tr("outside effect"),
                         CascadeWords::tr("outside effects"));
    if (count.sums.errors > 0)
        parts << CascadeWords::tr("%1 failed").arg(countText(count.sums.errors));
    return parts.join(u", "_s);
}

QString branchCost(const BranchCount& count)
{
    if (count.sums.cost == 0)
        return missingText();
    const QString sum = QString::fromStdString(formatMoney(count.sums.cost));
    return count.open ? u"\u2265 "_s + sum : sum;
}

} // namespace penstock::ui

// SPDX-License-Identifier: GPL-3.0-or-later
// The golden form of a FleetPicture: every fact a test may want to hold on to, nothing that depends on numbering.
#include "ui/graph/fleet_picture.h"

#include <QtCore/QStringList>

#include <algorithm>

#include "ui/models/words.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

QString nameOf(const FleetPicture& picture, graph::Key key)
{
    const NodeFacts* node = picture.node(key);
    if (node == nullptr)
        return u"?"_s;
    return node->agent ? node->name : u"["_s + node->name + u"]"_s;
}

QString line(const FleetPicture& picture, const NodeFacts& node)
{
    const GroupFacts* group = picture.group(node.group);
    QString out = u"node %1 (%2) in %3: runs now %4, %5 micro-USD/min, %6 calls/min, errors %7"_s
                      .arg(nameOf(picture, node.key),
                           node.agent ? actorText(node.kind) : u"group of %1"_s.arg(node.members),
                           group == nullptr ? u"no group"_s : group->name)
                      .arg(node.runsNow)
                      .arg(node.costPerMinute)
                      .arg(node.callsPerMinute, 0, 'f', 2)
                      .arg(node.errors);
    if (node.stale)
        out += u", stale"_s;
    if (node.singlePoint)
        out += u", single point"_s;
    if (node.alarm)
        out += u", alarm "_s + alarmLetter(node.alarm->priority);
    return out;
}

QString line(const FleetPicture& picture, const EdgeFacts& edge)
{
    static constexpr std::array<const char16_t*, 3> kArrows{u"=>", u"->", u"..>"};
    QString out = u"edge %1 %2 %3: %4 calls/min, in flight %5, errors %6"_s
                      .arg(nameOf(picture, edge.from),
                           QString::fromUtf16(kArrows[static_cast<std::size_t>(edge.knownBy)]),
                           nameOf(picture, edge.to))
                      .arg(edge.callsPerMinute, 0, 'f', 2)
                      .arg(edge.inFlight)
                      .arg(edge.errors);
    if (edge.delegations.size() > 1)
        out += u", %1 joined"_s.arg(edge.delegations.size());
    if (edge.alarm)
        out += u", alarm "_s + alarmLetter(edge.alarm->priority);
    return out;
}

} // namespace

QString textOf(const FleetPicture& picture)
{
    QStringList nodes;
    for (const NodeFacts& node : picture.nodes)
        nodes << line(picture, node);
    QStringList edges;
    for (const EdgeFacts& edge : picture.edges)
        edges << line(picture, edge);
    QStringList groups;
    for (const GroupFacts& group : picture.groups)
        groups << u"group %1: %2 nodes%3"_s.arg(group.name)
                      .arg(group.nodes)
                      .arg(group.collapsed ? u", collapsed"_s : QString());
    for (QStringList* list : {&groups, &nodes, &edges})
        list->sort();
    const QString counts =
        u"known %1, matching %2, hidden %3, away %4, folded %5; declared %6, structural %7, inferred %8"_s
            .arg(picture.known)
            .arg(picture.matching)
            .arg(picture.hidden)
            .arg(picture.away)
            .arg(picture.folded)
            .arg(picture.edgesOf[0])
            .arg(picture.edgesOf[1])
            .arg(picture.edgesOf[2]);
    return (QStringList{counts} + groups + nodes + edges).join(u'\n') + u'\n';
}

} // namespace penstock::ui

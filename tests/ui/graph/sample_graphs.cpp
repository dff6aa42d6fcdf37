// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/graph/sample_graphs.h"

#include <algorithm>
#include <array>
#include <sstream>

namespace penstock::ui::graph::test {
namespace {

struct Named {
    std::string name;
    NodeKind kind = NodeKind::agent;
};

/// "crm.update(tool)" → its name and kind.
Named readNode(const std::string& word)
{
    static const std::map<std::string, NodeKind> kKinds{{"remote", NodeKind::remoteAgent},
                                                        {"gate", NodeKind::humanGate},
                                                        {"tool", NodeKind::tool},
                                                        {"store", NodeKind::store},
                                                        {"plate", NodeKind::collapsedGroup}};
    const auto open = word.find('(');
    if (open == std::string::npos)
        return {word, NodeKind::agent};
    return {word.substr(0, open), kKinds.at(word.substr(open + 1, word.size() - open - 2))};
}

void addEdge(Drawing& out, const std::string& from, const std::string& to, KnownBy knownBy)
{
    Edge edge;
    edge.from = keyOf(from);
    edge.to = keyOf(to);
    edge.knownBy = knownBy;
    edge.first = out.graph.nodes.size() + out.graph.edges.size() + 1;
    edge.key = keyOf(from + ">" + to + std::to_string(static_cast<int>(knownBy)));
    out.graph.edges.push_back(edge);
}

void readEdge(Drawing& out, const std::string& from, const std::string& arrow,
              const std::string& to)
{
    const KnownBy knownBy = arrow.find('=') != std::string::npos   ? KnownBy::declared
                            : arrow.find('.') != std::string::npos ? KnownBy::inferred
                                                                   : KnownBy::structural;
    addEdge(out, from, to, knownBy);
    if (arrow.front() == '<')
        addEdge(out, to, from, knownBy);
}

template <typename Random> int pick(Random& random, int low, int high)
{
    return low + static_cast<int>(random() % static_cast<std::uint64_t>(high - low + 1));
}

void addRandomEdges(Graph& graph, std::mt19937_64& random, int shape, int count)
{
    const int nodes = static_cast<int>(graph.nodes.size());
    for (int i = 0; i < count; ++i) {
        int from = pick(random, 0, nodes - 1);
        int to = pick(random, 0, nodes - 1);
        if (shape == 1) // a tree
            std::tie(from, to) =
                std::pair(pick(random, 0, std::min(i, nodes - 1)), std::min(i + 1, nodes - 1));
        else if (shape == 2) // a star
            std::tie(from, to) = std::pair(0, i % nodes);
        else if (shape == 3) // a ring
            std::tie(from, to) = std::pair(i % nodes, (i + 1) % nodes);
        else if (shape == 4) // near ones
            to = std::min(nodes - 1, from + pick(random, 0, 4));
        Edge edge;
        edge.key = random();
        edge.from = graph.nodes[static_cast<std::size_t>(from)].key;
        edge.to = graph.nodes[static_cast<std::size_t>(to)].key;
        edge.first = std::max(graph.nodes[static_cast<std::size_t>(from)].first,
                              graph.nodes[static_cast<std::size_t>(to)].first) +
                     static_cast<std::uint64_t>(pick(random, 0, 2));
        edge.knownBy = static_cast<KnownBy>(pick(random, 0, 2));
        edge.rate = pick(random, 0, 100);
        graph.edges.push_back(edge);
    }
}

} // namespace

const std::string_view kTargetFleet = R"(
support-prod: support-triage billing-refunds refund-approval(gate) stripe.refund(tool) order-lookup crm.update(tool)
procurement: procurement-negotiator vendor-bot(remote) quote.compare(tool)
risk-prod: fraud-scorer compliance-check sql.query(tool) risk-ledger(store)
research: research-lead web-researcher web.fetch(tool) summariser
nightly-batch: nightly-batch(plate)
support-triage => billing-refunds
support-triage -> order-lookup
billing-refunds => refund-approval
refund-approval => stripe.refund
order-lookup -> crm.update
billing-refunds => fraud-scorer
procurement-negotiator <=> vendor-bot
procurement-negotiator -> quote.compare
procurement-negotiator => research-lead
procurement-negotiator ..> compliance-check
fraud-scorer -> compliance-check
compliance-check -> sql.query
fraud-scorer -> risk-ledger
research-lead => web-researcher
web-researcher -> web.fetch
research-lead -> summariser
nightly-batch -> sql.query
)";

Key keyOf(std::string_view name)
{
    Key hash = 0xcbf29ce484222325ULL;
    for (const char c : name)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    return hash;
}

Drawing drawGraph(std::string_view text)
{
    Drawing out;
    std::istringstream lines{std::string(text)};
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::string first;
        if (!(words >> first))
            continue;
        if (first.back() != ':') {
            std::string arrow;
            std::string to;
            words >> arrow >> to;
            readEdge(out, first, arrow, to);
            continue;
        }
        first.pop_back();
        const Key group = first == "-" ? 0 : keyOf("group " + first);
        out.names[group] = first;
        for (std::string word; words >> word;) {
            const Named named = readNode(word);
            out.names[keyOf(named.name)] = named.name;
            out.graph.nodes.push_back({keyOf(named.name), group,
                                       out.graph.nodes.size() + out.graph.edges.size() + 1,
                                       named.kind, 1});
        }
    }
    return out;
}

Graph randomGraph(std::mt19937_64& random, int largest)
{
    Graph graph;
    const int nodes = pick(random, 0, largest);
    const int groups = pick(random, 1, 1 + nodes / 4);
    for (int i = 0; i < nodes; ++i) {
        Node node;
        node.key = random();
        node.first = static_cast<std::uint64_t>(10 * i + 1);
        const int group = pick(random, 0, groups);
        node.group = group == 0 ? 0 : 1000 + static_cast<Key>(group);
        node.kind = static_cast<NodeKind>(pick(random, 0, 4));
        graph.nodes.push_back(node);
    }
    if (nodes > 0)
        addRandomEdges(graph, random, pick(random, 0, 5), pick(random, 0, 3 * nodes));
    return graph;
}

namespace {

std::string nameOf(const std::map<Key, std::string>& names, Key key)
{
    const auto found = names.find(key);
    return found == names.end() ? "?" : found->second;
}

void writeCells(std::ostream& out, const Layout& layout, const std::map<Key, std::string>& names)
{
    std::map<std::pair<int, int>, std::string> cells;
    std::vector<std::size_t> widths(layout.columnX.size(), 0);
    for (const NodePlace& node : layout.nodes) {
        const std::string name = node.present ? nameOf(names, node.key) : "(gone)";
        cells[{node.row, node.column}] = name;
        auto& width = widths[static_cast<std::size_t>(node.column)];
        width = std::max(width, name.size());
    }
    for (std::size_t row = 0; row < layout.rowY.size(); ++row) {
        out << "|";
        for (std::size_t column = 0; column < widths.size(); ++column) {
            std::string name = cells[{static_cast<int>(row), static_cast<int>(column)}];
            name.resize(widths[column], ' ');
            out << ' ' << name << " |";
        }
        out << " y " << layout.rowY[row] << '\n';
    }
    out << "x";
    for (const int x : layout.columnX)
        out << ' ' << x;
    out << '\n';
}

} // namespace

std::string textOf(const Layout& layout, const std::map<Key, std::string>& names)
{
    std::ostringstream out;
    writeCells(out, layout, names);
    std::vector<std::string> lines;
    for (const GroupBox& box : layout.boxes) {
        std::ostringstream line;
        line << (box.framed ? "box " : "no box ") << nameOf(names, box.group) << ' ' << box.rect.x
             << ',' << box.rect.y << ' ' << box.rect.width << 'x' << box.rect.height;
        lines.push_back(line.str());
    }
    for (const Route& route : layout.routes) {
        std::ostringstream line;
        line << "line " << nameOf(names, route.from) << " -> " << nameOf(names, route.to)
             << (route.back ? " back" : "") << (route.pair ? " pair" : "")
             << (route.present ? ":" : " gone:");
        for (const Point& point : route.points)
            line << ' ' << point.x << ',' << point.y;
        lines.push_back(line.str());
    }
    std::ranges::sort(lines);
    for (const std::string& line : lines)
        out << line << '\n';
    return out.str();
}

} // namespace penstock::ui::graph::test

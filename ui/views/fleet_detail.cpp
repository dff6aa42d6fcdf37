// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/fleet_detail.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <unordered_set>

#include "ui/graph/node_painter.h"
#include "ui/models/actor_glyph.h"
#include "ui/models/alarm_marks.h"
#include "ui/models/alarm_table.h"
#include "ui/models/format.h"
#include "ui/models/words.h"
#include "ui/views/fleet_measure.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

using What = graph::HitIndex::What;

constexpr std::uint32_t kRunsLookedAt = 20'000;
constexpr std::size_t kRunsShown = 8;
constexpr std::size_t kErrorsShown = 6;
constexpr std::size_t kPeersShown = 24;
constexpr std::size_t kAlarmsShown = 5;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(FleetDetail)
};

/// Fills the detail of one selection; lives for one call.
class DetailMaker final {
public:
    DetailMaker(const FleetState& state, const FleetPicture& picture)
        : m_state(state), m_picture(picture)
    {
    }

    FleetDetail make(const graph::HitIndex::Hit& what)
    {
        const NodeFacts* node = what.what == What::node ? m_picture.node(what.key) : nullptr;
        if (what.what == What::edge && m_picture.edge(what.key) != nullptr) {
            ofEdge(*m_picture.edge(what.key));
        } else if (node != nullptr && node->agent) {
            m_actors.insert(node->agent.value);
            ofAgent(node->agent.value);
        } else if (node != nullptr || what.what == What::group) {
            ofGroup(node != nullptr ? node->group : what.key);
        } else {
            ofFleet();
        }
        return std::move(m_out);
    }

private:
    void ofAgent(std::uint32_t number)
    {
        const AgentRow& row = m_state.agents[number];
        m_out.title = safeLine(row.name);
        m_out.kind = actorText(row.kind);
        QStringList about;
        for (const std::string* text : {&row.deployment, &row.framework, &row.version})
            if (!text->empty())
                about << safeLine(*text, 60);
        m_out.subtitle = about.join(u" \u00B7 "_s);
        m_out.authority = fleetAuthority(m_state, number, m_picture.until);
        m_firstSeen = row.firstSeen;
        measures();
        m_out.facts = {
            fact(Words::tr("Last seen"), fullTimeText(row.lastSeen)),
            fact(Words::tr("First seen"), fullTimeText(row.firstSeen)),
            fact(Words::tr("Environment"), safeLine(row.environment)),
            fact(Words::tr("Model"), safeLine(row.model),
                 row.model.empty() ? QString() : Words::tr("most calls")),
            fact(Words::tr("Runs"), countText(row.runs), Words::tr("so far")),
            fact(Words::tr("Errors"), countText(row.errors), Words::tr("so far")),
            fact(Words::tr("Cost"), costText(row.cost, row.runsOpen > 0), Words::tr("so far")),
        };
        m_out.facts[2].filter = textCell(FieldId::environment, row.environment);
        m_out.facts[3].filter = textCell(FieldId::model, row.model);
        m_out.facts[4].filter = numberCell(FieldId::runs, static_cast<std::int64_t>(row.runs));
        m_out.facts[5].filter = numberCell(FieldId::errors, static_cast<std::int64_t>(row.errors));
        neighbours(number);
        runs();
        alarms();
    }

    void ofGroup(graph::Key group)
    {
        m_out.kind = Words::tr("group");
        const GroupFacts* facts = m_picture.group(group);
        m_out.title = facts == nullptr ? missingText() : facts->name;
        eachOf([group](const AgentRow& row) { return groupKey(row.deployment) == group; });
        const auto count = static_cast<std::uint64_t>(m_actors.size());
        m_out.subtitle = countOf(count, Words::tr("node"), Words::tr("nodes"));
        if (facts != nullptr && facts->collapsed)
            m_out.subtitle += facts->automatic ? Words::tr(", closed because there are many nodes")
                                               : Words::tr(", closed");
        measures();
        runs();
        alarms();
    }

    void ofFleet()
    {
        m_out.title = Words::tr("Whole fleet");
        m_out.subtitle = Words::tr("Select a node, a line or a group");
        eachOf([](const AgentRow&) { return true; });
        measures();
        runs();
        alarms();
    }

    void eachOf(const std::function<bool(const AgentRow&)>& wanted)
    {
        m_firstSeen = 0;
        for (std::uint32_t i = 1; i <= m_state.agents.size(); ++i) {
            const AgentRow& row = m_state.agents[i];
            if ((row.runs == 0 && row.steps == 0) || row.firstSeen > m_picture.until ||
                !wanted(row))
                continue;
            m_actors.insert(i);
            if (m_firstSeen == 0 || row.firstSeen < m_firstSeen)
                m_firstSeen = row.firstSeen;
        }
    }

    RateFilter actorsOnly() const
    {
        return [this](const RateKey& key) {
            return key.subject == RateSubject::actor && m_actors.contains(key.a);
        };
    }

    void measures()
    {
        const auto sums = [this](const std::function<double(const RateSums&)>& value) {
            return measured(m_state, actorsOnly(), m_firstSeen, m_picture.until, value);
        };
        const Measured cost =
            sums([](const RateSums& s) { return static_cast<double>(s.cost) / 1e6; });
        m_out.measures.push_back(
            measureRow(Words::tr("Spend/min"), u"$"_s + QString::number(cost.now, 'f', 3), cost));
        const Measured calls = sums([](const RateSums& s) { return static_cast<double>(s.calls); });
        m_out.measures.push_back(measureRow(Words::tr("Calls/min"), rateText(calls.now), calls));
        const Measured tokens =
            sums([](const RateSums& s) { return static_cast<double>(s.input + s.output); });
        m_out.measures.push_back(measureRow(Words::tr("Tokens/min"), rateText(tokens.now), tokens));
        const Measured errors =
            sums([](const RateSums& s) { return static_cast<double>(s.errors); });
        m_out.measures.push_back(measureRow(Words::tr("Errors/min"), rateText(errors.now), errors));
        latency();
        openRuns();
        sayBand(cost);
    }

    void sayBand(const Measured& m)
    {
        if (m.band.known == 0)
            m_out.bandNote = Words::tr("normal is not known yet");
        else if (m.byHour)
            m_out.bandNote = Words::tr("median \u00B1 3 MAD, this hour, %1 d").arg(m.band.known);
        else
            m_out.bandNote = Words::tr("median \u00B1 3 MAD, last %1 min").arg(5 * m.band.known);
    }

    void latency()
    {
        const Measured m = measuredLatency(m_state, actorsOnly(), m_picture.until);
        const QString value = m.now > 0 ? durationText(static_cast<Nanos>(m.now)) : missingText();
        m_out.measures.push_back(measureRow(Words::tr("p95 latency"), value, m));
    }

    void openRuns()
    {
        std::int64_t now = 0;
        for (const std::uint32_t actor : m_actors)
            now += static_cast<std::int64_t>(m_state.agents[actor].runsOpen);
        const Measured m = measuredOpen(m_state, actorsOnly(), m_firstSeen, m_picture.until, now);
        m_out.measures.push_back(
            measureRow(Words::tr("Open now"), countText(static_cast<std::uint64_t>(m.now)), m));
    }

    void neighbours(std::uint32_t number)
    {
        for (const graph::Edge& edge : m_picture.graph.edges) {
            const bool out = edge.from == number;
            if (!out && edge.to != number)
                continue;
            const NodeFacts* peer = m_picture.node(out ? edge.to : edge.from);
            const EdgeFacts* facts = m_picture.edge(edge.key);
            if (peer == nullptr || facts == nullptr)
                continue;
            FleetRow row;
            row.name = peer->name;
            row.line = edge.knownBy;
            row.inward = !out;
            row.glyph = peer->agent ? actorGlyph(peer->kind) : Glyph::none;
            row.value = FleetText::callsPerMinute(facts->callsPerMinute);
            row.key = edge.key;
            if (facts->confidence > 0 && edge.knownBy == graph::KnownBy::inferred)
                row.note = u"%1 %"_s.arg(facts->confidence);
            const bool tool =
                out && (peer->kind == ActorKind::tool || peer->kind == ActorKind::memory);
            std::vector<FleetRow>& list = tool && peer->agent ? m_out.tools : m_out.peers;
            if (list.size() < kPeersShown)
                list.push_back(std::move(row));
        }
    }

    KeyValue runFact(const RunRow& run, const QString& value) const
    {
        const QString who =
            m_actors.size() == 1 ? QString() : safeLine(m_state.agents[run.agent.value].name, 40);
        return fact(u"#%1"_s.arg(run.trace.value) + (who.isEmpty() ? QString() : u' ' + who), value,
                    countOf(run.steps, Words::tr("step"), Words::tr("steps")));
    }

    /// Only the newest: the panel is a glance, the list of runs has them all.
    void runs()
    {
        const std::uint32_t newest = m_state.runs.size();
        const std::uint32_t oldest = newest > kRunsLookedAt ? newest - kRunsLookedAt : 0;
        std::size_t open = 0;
        std::size_t failed = 0;
        for (std::uint32_t i = newest; i > oldest; --i) {
            const RunRow& run = m_state.runs[i];
            if (!run.agent || !m_actors.contains(run.agent.value) || run.start > m_picture.until)
                continue;
            if (run.end == 0 || run.end > m_picture.until) {
                ++open;
                if (m_out.runs.size() < kRunsShown) {
                    m_out.runs.push_back(runFact(run, durationText(m_picture.until - run.start)));
                    m_out.runTraces.push_back(run.trace);
                }
            } else if (run.status == StepStatus::error) {
                ++failed;
                if (m_out.errors.size() < kErrorsShown) {
                    m_out.errors.push_back(runFact(run, listTimeText(run.end, m_picture.until)));
                    m_out.errorTraces.push_back(run.trace);
                }
            }
        }
        m_out.runsNote = Words::tr("%1 of %2").arg(m_out.runs.size()).arg(open);
        m_out.errorsNote = failed == 0
                               ? Words::tr("no failed run")
                               : countOf(failed, Words::tr("failed run"), Words::tr("failed runs"));
        if (oldest > 0)
            m_out.errorsNote += Words::tr(" in the newest %1").arg(countText(kRunsLookedAt));
    }

    /// About any of the actors.
    void alarms()
    {
        const AlarmMarks marks(m_state);
        std::set<std::uint32_t> places;
        for (const std::uint32_t actor : m_actors)
            places.insert(marks.placesOf(actor).begin(), marks.placesOf(actor).end());
        tellAlarms(places);
    }

    void tellAlarms(const std::set<std::uint32_t>& places)
    {
        std::vector<const Alarm*> all;
        for (const std::uint32_t place : places)
            if (const Alarm* alarm = AlarmTable::alarmAt(m_state, place))
                all.push_back(alarm);
        const auto rank = [](const Alarm* a) {
            return std::tuple(!isUnseen(*a), a->priority, -a->raisedAt);
        };
        std::ranges::sort(all, {}, rank);
        m_out.alarmsNote = all.size() > kAlarmsShown
                               ? Words::tr("%1 of %2").arg(kAlarmsShown).arg(all.size())
                               : QString();
        all.resize(std::min(all.size(), kAlarmsShown));
        for (const Alarm* alarm : all) {
            m_out.alarms.push_back(
                fact(priorityText(alarm->priority) + u", "_s + alarmStateText(alarm->state),
                     safeLine(alarm->finding->sentence, 240)));
            m_out.alarmIds.push_back(alarm->id);
        }
    }

    void ofEdge(const EdgeFacts& edge)
    {
        const auto name = [this](graph::Key key) {
            const NodeFacts* node = m_picture.node(key);
            return node == nullptr ? missingText() : node->name;
        };
        m_out.title = name(edge.from) + u" \u2192 "_s + name(edge.to);
        m_out.kind = Words::tr("delegation");
        std::set<std::pair<std::uint32_t, std::uint32_t>> pairs;
        DelegationRow sum;
        m_firstSeen = 0;
        for (const std::uint32_t number : edge.delegations) {
            const DelegationRow& row = m_state.delegations[number];
            pairs.insert({row.from.value, row.to.value});
            sum.evidence |= row.evidence;
            sum.count += row.count;
            sum.errors += row.errors;
            sum.mode = edge.delegations.size() == 1 ? row.mode : DelegationMode::unknown;
            sum.crossProcess = sum.crossProcess || row.crossProcess;
            sum.lastSeen = std::max(sum.lastSeen, row.lastSeen);
            m_firstSeen = m_firstSeen == 0 ? row.firstSeen : std::min(m_firstSeen, row.firstSeen);
        }
        static constexpr std::array<KnownBy, 3> kWords{KnownBy::declared, KnownBy::structural,
                                                       KnownBy::inferred};
        m_out.subtitle = knownByText(kWords[static_cast<std::size_t>(edge.knownBy)]);
        if (edge.delegations.size() > 1)
            m_out.subtitle += Words::tr(", %1 joined").arg(edge.delegations.size());
        edgeMeasures(pairs);
        edgeFacts(edge, sum);
        const AlarmMarks marks(m_state);
        std::set<std::uint32_t> places;
        for (const auto& [from, to] : pairs)
            places.insert(marks.placesOf(from, to).begin(), marks.placesOf(from, to).end());
        tellAlarms(places);
    }

    void edgeMeasures(const std::set<std::pair<std::uint32_t, std::uint32_t>>& pairs)
    {
        const RateFilter wanted = [&pairs](const RateKey& key) {
            return key.subject == RateSubject::edge && pairs.contains({key.a, key.b});
        };
        const Measured calls =
            measured(m_state, wanted, m_firstSeen, m_picture.until,
                     [](const RateSums& s) { return static_cast<double>(s.calls); });
        m_out.measures.push_back(measureRow(Words::tr("Calls/min"), rateText(calls.now), calls));
        const Measured errors =
            measured(m_state, wanted, m_firstSeen, m_picture.until,
                     [](const RateSums& s) { return static_cast<double>(s.errors); });
        m_out.measures.push_back(measureRow(Words::tr("Errors/min"), rateText(errors.now), errors));
        sayBand(calls);
    }

    void edgeFacts(const EdgeFacts& edge, const DelegationRow& sum)
    {
        m_out.facts = {
            fact(Words::tr("Mode"), modeText(sum.mode)),
            fact(Words::tr("Crosses processes"),
                 sum.crossProcess ? Words::tr("yes") : Words::tr("not seen")),
            fact(Words::tr("Count"), countText(sum.count), Words::tr("so far")),
            fact(Words::tr("Failed"), countText(sum.errors), Words::tr("so far")),
            fact(Words::tr("In flight"), countText(static_cast<std::uint64_t>(edge.inFlight))),
            fact(Words::tr("Confidence"),
                 edge.confidence > 0 ? u"%1 %"_s.arg(edge.confidence) : missingText()),
            fact(Words::tr("First seen"), sum.firstSeen == 0 && m_firstSeen == 0
                                              ? missingText()
                                              : fullTimeText(m_firstSeen)),
            fact(Words::tr("Last seen"), fullTimeText(sum.lastSeen)),
            fact(Words::tr("Latency"), missingText(), Words::tr("not measured for one line")),
        };
        for (const QString& sentence : evidenceList(sum.evidence))
            m_out.evidence.push_back(fact(sentence, {}));
        if (m_out.evidence.empty())
            m_out.evidence.push_back(fact(Words::tr("Nobody said, and nothing shows it"), {}));
    }

    const FleetState& m_state;
    const FleetPicture& m_picture;
    std::unordered_set<std::uint32_t> m_actors;
    Nanos m_firstSeen = 0;
    FleetDetail m_out;
};

} // namespace

FleetDetail fleetDetail(const FleetState& state, const FleetPicture& picture,
                        const graph::HitIndex::Hit& what)
{
    return DetailMaker(state, picture).make(what);
}

} // namespace penstock::ui

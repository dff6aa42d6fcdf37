// SPDX-License-Identifier: GPL-3.0-or-later
// Widened: an agent works under a scope that holds more than the nearest scope above it: nobody can hand on what it was not
// given. Scopes are lists of words as in RFC 6749 section 3.3 (commas and semicolons separate too); one that ends with * covers
// what begins like it. Prose, and lists too long to be kept whole, are not compared: what is not understood is not judged.
#include "core/detect/climbs.h"
#include "core/detect/detector.h"
#include "core/detect/mentions.h"
#include "core/detect/sentence.h"

namespace penstock {
namespace {

enum Parameter { kTimes };
constexpr ParameterDef kParameters[] = {
    {"times", 1, 1, 1000, "scopes that hold more than the one above, in a trace"},
};

constexpr std::size_t kWords = 6;

struct Grant {
    std::uint64_t key; ///< the span that works under it
    std::uint64_t usedAt;
    std::uint32_t size;
    std::array<Label, kWords> words;
    Label who;

    bool covers(std::string_view wanted) const
    {
        return std::any_of(words.begin(), words.begin() + size, [&](const Label& word) {
            const std::string_view held = word.text();
            return held == wanted ||
                   (held.ends_with('*') && wanted.starts_with(held.substr(0, held.size() - 1)));
        });
    }
};

struct Narrow {
    Grant grant;
    Seq seq;
    SpanId span;
};

struct State {
    RecentTable<Grant, 8> grants;
    Climbs<Narrow, 4> climbs;
    Mentions<12> steps;
    std::uint32_t times;
    bool active;
};

bool isMark(char c)
{
    return c == ':' || c == '.' || c == '/' || c == '_' || c == '-' || c == '*';
}
bool isWordByte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || isMark(c);
}

/// False: it is prose, or more than is kept.
bool readScope(std::string_view scope, Grant& grant)
{
    bool hasMark = false;
    std::size_t at = 0;
    while (at < scope.size()) {
        const std::size_t end = std::min(scope.find_first_of(" ,;", at), scope.size());
        const std::string_view word = scope.substr(at, end - at);
        at = end + 1;
        if (word.empty())
            continue;
        if (grant.size == kWords || word.size() > sizeof(Label::bytes) ||
            !std::all_of(word.begin(), word.end(), isWordByte))
            return false;
        hasMark = hasMark || std::any_of(word.begin(), word.end(), isMark);
        grant.words[grant.size++].set(word);
    }
    const bool isList = grant.size == 1 || hasMark || scope.find_first_of(",;") != scope.npos;
    return grant.size > 0 && isList;
}

class Widened final : public TraceDetector<State> {
public:
    explicit Widened(Settings settings) : m_times(settings[kTimes]) {}

    void seen(const Seen& seen, Voice& voice) override
    {
        const Step& step = seen.step;
        Grant grant{};
        const bool says = step.mandate != nullptr && readScope(step.mandate->scope, grant);
        State* there = says ? &state(seen.slot) : known(seen.slot);
        if (there == nullptr)
            return;
        if (says) {
            grant.key = step.span.value;
            grant.who.set(step.agentName.empty() ? step.name : step.agentName);
            Grant& kept = there->grants.take(grant.key, [](const Grant&) {});
            grant.usedAt = kept.usedAt;
            kept = grant;
        }
        const auto visit = [&](Narrow& below, const SeenRun* above) {
            Grant* held = above == nullptr ? nullptr : there->grants.find(above->span.value);
            if (held != nullptr)
                compare(*there, below, *held, *above, seen, voice);
            return held == nullptr;
        };
        there->climbs.arrived(seen.trace, step.span, visit);
        if (says)
            there->climbs.begin(seen.trace, step.parent, {grant, seen.entry.seq, step.span}, visit);
    }

protected:
    void left(State& state, const WatchedTrace& trace, Voice& voice) override
    {
        if (state.active)
            voice.clear(findingKey(trace.trace), kTraceLeft);
    }

private:
    void compare(State& there, const Narrow& below, const Grant& held, const SeenRun& above,
                 const Seen& seen, Voice& voice) const
    {
        const Grant& wants = below.grant;
        const auto end = wants.words.begin() + wants.size;
        const auto more = std::find_if(
            wants.words.begin(), end, [&](const Label& word) { return !held.covers(word.text()); });
        if (more == end)
            return;
        const std::uint64_t key = findingKey(seen.trace.trace);
        there.steps.add(above.seq, above.span);
        there.steps.add(below.seq, below.span);
        ++there.times;
        if (there.times < m_times || !voice.wants(key, there.times))
            return;
        there.active = true;
        Finding finding;
        finding.trace = seen.trace.trace;
        finding.subject = wants.who.text();
        finding.sentence = quoted(wants.who.text()) + " works under the scope " +
                           quoted(more->text()) + ", which " + quoted(held.who.text()) +
                           " above it was not given.";
        finding.values.push_back(valueOf("times", there.times, m_times - 1));
        finding.edges.push_back({std::string(held.who.text()), std::string(wants.who.text()), 1});
        there.steps.putInto(finding, seen.trace.trace);
        voice.raise(key, std::move(finding));
    }

    const double m_times;
};

} // namespace

const DetectorDef& widenedDetector()
{
    static const DetectorDef kDef{"authority.widened", "A scope grew along the chain",
                                  Priority::high, kParameters,
                                  [](const DetectorSetup& setup) -> std::unique_ptr<Detector> {
                                      return std::make_unique<Widened>(setup.values);
                                  }};
    return kDef;
}

} // namespace penstock

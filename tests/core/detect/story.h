// SPDX-License-Identifier: GPL-3.0-or-later
// Story: a log for detector tests, told step by step: who called, asked or said what, one after the other a second apart
// unless told otherwise. It can be folded in one go, with a restart after every entry, or up to any entry.
#pragma once

#include "core/detect/detection.h"

#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace penstock::test {

inline constexpr Nanos kStoryStart = 1'780'000'000 * kSecond;

class Story {
public:
    /// Steps of this trace from here on.
    Story& in(unsigned trace);
    /// The clock of the story goes on; arrivals with it.
    Story& wait(Nanos time);
    /// The next step begins with the one before and does not move the clock.
    Story& beside();
    /// The next step fails.
    Story& failing(std::string_view error = "failed");

    Story& call(std::string_view agent, std::string_view tool, std::string_view arguments,
                std::string_view result);
    Story& says(std::string_view agent, std::string_view text);
    /// The same, and what it was given.
    Story& replies(std::string_view agent, std::string_view given, std::string_view text);
    Story& ask(std::string_view from, std::string_view to, std::string_view text);
    Story& handOver(std::string_view from, std::string_view to,
                    DelegationMode mode = DelegationMode::passControl);
    /// The run that holds the trace, from `start` on; it ends now.
    Story& root(std::string_view agent, Nanos start);
    Story& tick();
    /// A policy, what a person did …
    Story& other(EntryKind kind, std::string_view text);
    /// The step before once more, changed: for flags and costs.
    Story& change(const std::function<void(Step&)>& by);

    const std::vector<LogEntry>& entries() const { return m_entries; }
    Nanos now() const { return m_now; }
    StepMention mention(std::size_t entry) const;

private:
    Step& add(StepKind kind, std::string_view agent);
    std::string_view keep(std::string_view text) { return m_arena.copy(text); }
    void finish(Step& step, std::string_view asked, std::string_view answered);

    Arena m_arena;
    std::deque<Step> m_steps;
    std::vector<LogEntry> m_entries;
    TraceId m_trace;
    Nanos m_now = kStoryStart;
    Nanos m_lastStart = kStoryStart;
    std::uint64_t m_spans = 0;
    bool m_beside = false;
    std::string m_error;
};

/// The step told last has this span and hangs below that one.
void hangs(Story& story, std::uint64_t span, std::uint64_t parent);
/// The run of an agent, of that span.
void run(Story& story, std::string_view agent, std::uint64_t span, std::uint64_t parent);
/// What the step told last says of its authority.
void mandate(Story& story, const Mandate& mandate);

/// Only this detector, as defined; `set` may change its values.
DetectionSettings only(std::string_view detector,
                       const std::function<void(std::vector<double>&)>& set = {});
/// All that changed, told by the entries in order.
std::vector<Finding> fold(const Story& story, const DetectionSettings& settings);
/// The same with everything saved and restored between any two entries.
std::vector<Finding> foldWithRestarts(const Story& story, const DetectionSettings& settings);
/// Empty when restarts and prefixes of the log give what the whole log gave at that point; else what differs.
std::string difference(const Story& story, const DetectionSettings& settings);
/// What this detector finds; aborts with a sentence when difference() has one.
std::vector<Finding> checked(const Story& story, std::string_view detector);
std::size_t raised(const std::vector<Finding>& findings);
std::string n(int number);

} // namespace penstock::test

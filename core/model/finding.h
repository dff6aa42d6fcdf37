// SPDX-License-Identifier: GPL-3.0-or-later
// Finding: what a detector says – raised, changed or cleared – with its evidence: the steps it saw, the delegations
// between them, every value against its limit, and one sentence for people. Alarms are made of findings. Owns its
// texts, which may hold what agents said: untrusted, shown as plain text only.
#pragma once

#include "core/base/ids.h"
#include "core/base/time.h"

#include <cstdint>
#include <string>
#include <vector>

namespace penstock {

enum class FindingChange : std::uint8_t { raised, changed, cleared };

/// Saved in the log. Do not change the numbers. Smaller is more urgent.
enum class Priority : std::uint8_t { high = 1, medium = 2, low = 3, note = 4 };

enum class Unit : std::uint8_t { count, ratio, share, nanos, tokens, microUsd, perMinute };

struct StepMention {
    Seq seq = 0;
    TraceId trace;
    SpanId span;
    bool operator==(const StepMention&) const = default;
};

struct EdgeMention {
    std::string from; ///< empty: not known
    std::string to;
    std::uint32_t times = 0;
    bool operator==(const EdgeMention&) const = default;
};

struct ValueMention {
    std::string name; ///< of a parameter's kind: `times`, `likeness`
    double value = 0;
    double limit = 0;
    Unit unit = Unit::count;
    bool operator==(const ValueMention&) const = default;
};

struct Finding {
    FindingChange change = FindingChange::raised;
    std::string detector;  ///< `loop.repetition`
    std::uint64_t key = 0; ///< with the detector: the same finding as long as it is active
    Priority priority = Priority::medium;
    Seq seq = 0;          ///< the entry that made it so
    Nanos arrival = 0;    ///< of that entry
    TraceId trace;        ///< where it is; zero when it is not about one trace
    std::string subject;  ///< agent, tool or budget that it is about
    std::string sentence; ///< why, with value and limit; of a cleared one why not any more
    std::vector<StepMention> steps; ///< oldest first
    std::uint32_t moreSteps = 0;    ///< that took part and are not listed
    std::vector<EdgeMention> edges;
    std::vector<ValueMention> values;
    bool operator==(const Finding&) const = default;
};

} // namespace penstock

// SPDX-License-Identifier: GPL-3.0-or-later
// Detector: one rule about what agents do, as a pure fold over log entries: it sees every step once, in the order of the
// log, and ticks; it has no clock and a bounded memory, so it says the same live, after a restart and in a back-test.
// DetectorDef: its name, parameters and how it is made; one line in detectors.def registers it. Fold thread.
#pragma once

#include "core/detect/board.h"
#include "core/detect/rules.h"
#include "core/detect/watched_traces.h"
#include "core/model/log_entry.h"

#include <memory>
#include <span>

namespace penstock {

class Detector;

/// A number that people may set. The limits keep memory bounded and the rule meaningful.
struct ParameterDef {
    std::string_view name;
    double fallback = 0;
    double least = 0;
    double most = 0;
    std::string_view meaning;
};

/// Values of a detector's parameters, in the order of its definition.
using Settings = std::span<const double>;

struct DetectorSetup {
    Settings values;
    const Rules& rules; ///< outlive the detector
};

struct DetectorDef {
    std::string_view id; ///< `family.name`, in policies, filters and findings
    std::string_view title;
    Priority priority = Priority::medium;
    std::span<const ParameterDef> parameters;
    std::unique_ptr<Detector> (*make)(const DetectorSetup& setup);
    unsigned reads = kNoRules; ///< RulePart bits: when these change, it begins anew
};

/// In the order of detectors.def.
std::span<const DetectorDef* const> detectorDefs();
const DetectorDef* findDetector(std::string_view id);

/// One detector's way to the board, for one entry.
class Voice final {
public:
    Voice(Board& board, std::uint32_t detector, const DetectorDef& def, Priority priority, Seq seq,
          Nanos arrival)
        : m_board(board),
          m_def(def),
          m_priority(priority),
          m_detector(detector),
          m_seq(seq),
          m_arrival(arrival)
    {
    }

    bool isActive(std::uint64_t key) const { return m_board.isActive(m_detector, key); }
    bool wants(std::uint64_t key, double value) const
    {
        return m_board.wants(m_detector, key, value);
    }
    /// Detector, priority, seq and arrival are filled in.
    void raise(std::uint64_t key, Finding finding) { raiseAs(m_priority, key, std::move(finding)); }
    /// As raise(), but never more urgent than `priority`: for warnings ahead of the thing itself.
    void raiseAs(Priority priority, std::uint64_t key, Finding finding)
    {
        finding.detector = m_def.id;
        finding.priority = std::max(priority, m_priority);
        finding.seq = m_seq;
        finding.arrival = m_arrival;
        m_board.raise(m_detector, key, std::move(finding));
    }
    void clear(std::uint64_t key, std::string_view because)
    {
        m_board.clear(m_detector, key, m_seq, m_arrival, because);
    }

private:
    Board& m_board;
    const DetectorDef& m_def;
    const Priority m_priority;
    const std::uint32_t m_detector;
    const Seq m_seq;
    const Nanos m_arrival;
};

/// What a step adds to the spend: nothing where the same call was seen otherwise already, or a step below it counts.
struct Spend {
    MicroUsd money = 0; ///< 0 with priced false: not known, which is not nothing
    std::int64_t tokens = 0;
    bool counts = false;
    bool priced = false;
};

/// A step that counts: no placeholder, no revision of what was seen, no addition to another step.
struct Seen {
    const LogEntry& entry;
    const Step& step;
    const StepFeatures& features;
    std::uint32_t slot;
    const WatchedTrace& trace;
    Spend spend;
    const ToolRule& tool; ///< of the tool that was called; without anything declared when none was
    std::uint32_t toolNumber = 0; ///< its place among the rules, from 1; 0 = none
    const Act* call = nullptr;    ///< when it is one of trace.calls: the newest
    const Act* ask = nullptr;     ///< when it is one of trace.asks: the newest
};

class Detector {
public:
    virtual ~Detector() = default;
    Detector(const Detector&) = delete;
    Detector& operator=(const Detector&) = delete;

    virtual void seen(const Seen& seen, Voice& voice) = 0;
    /// A placeholder: this work has begun and has not ended. `what` and `name` as in Act.
    virtual void opened(const LogEntry&, std::uint64_t, std::string_view, Voice&) {}
    /// The trace in this slot is no longer watched; what is active about it has been cleared by `voice` or will not be.
    virtual void gone(std::uint32_t slot, const WatchedTrace& trace, Voice& voice) = 0;
    virtual void tick(Nanos arrival, Voice& voice) = 0;

    virtual std::size_t bytes() const = 0;
    virtual void save(std::string& out) const = 0;
    virtual bool restore(ByteReader& in) = 0;

protected:
    Detector() = default;
};

/// A State for each slot that has one. State is plain, all zero is empty.
template <class State> class SlotStates final {
public:
    State& at(std::uint32_t slot)
    {
        if (slot >= m_states.size())
            m_states.resize(slot + 1);
        if (!m_states[slot])
            m_states[slot] = std::make_unique<State>();
        return *m_states[slot];
    }
    State* find(std::uint32_t slot)
    {
        return slot < m_states.size() ? m_states[slot].get() : nullptr;
    }
    void forget(std::uint32_t slot)
    {
        if (slot < m_states.size())
            m_states[slot].reset();
    }
    std::size_t bytes() const
    {
        std::size_t bytes = m_states.capacity() * sizeof m_states[0];
        for (const auto& state : m_states)
            bytes += state ? sizeof(State) : 0;
        return bytes;
    }
    void save(std::string& out) const
    {
        putVarint(out, sizeof(State));
        putVarint(out, m_states.size());
        for (const auto& state : m_states) {
            out.push_back(state ? 1 : 0);
            if (state)
                putMostlyZero(out, *state);
        }
    }
    bool restore(ByteReader& in)
    {
        if (in.varint() != sizeof(State))
            return false;
        const std::uint64_t slots = in.varint();
        if (slots > in.remaining())
            return false;
        m_states.resize(slots);
        for (auto& state : m_states) {
            if (in.byte() == 0)
                continue;
            state = std::make_unique<State>();
            if (!getMostlyZero(in, *state))
                return false;
        }
        return in.ok();
    }

private:
    std::vector<std::unique_ptr<State>> m_states;
};

/// For rules about one trace: keeps a State for each slot.
template <class State> class TraceDetector : public Detector {
public:
    void gone(std::uint32_t slot, const WatchedTrace& trace, Voice& voice) final
    {
        if (State* there = m_states.find(slot); there != nullptr)
            left(*there, trace, voice);
        m_states.forget(slot);
    }
    void tick(Nanos, Voice&) override {}
    std::size_t bytes() const final { return m_states.bytes(); }
    void save(std::string& out) const final { m_states.save(out); }
    bool restore(ByteReader& in) final { return m_states.restore(in); }

protected:
    State& state(std::uint32_t slot) { return m_states.at(slot); }
    State* known(std::uint32_t slot) { return m_states.find(slot); }
    /// Clears what is active about the trace.
    virtual void left(State& state, const WatchedTrace& trace, Voice& voice) = 0;

private:
    SlotStates<State> m_states;
};

/// Number of a trace's finding: the same trace has the same, whatever its slot.
std::uint64_t findingKey(const TraceId& trace, std::uint64_t what = 0);
StepMention mentionOf(const TraceId& trace, const Act& act);
/// Why a trace's finding ends when it is no longer watched.
inline constexpr std::string_view kTraceLeft = "Nothing more came from this trace.";

} // namespace penstock

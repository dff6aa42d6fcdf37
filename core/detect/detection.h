// SPDX-License-Identifier: GPL-3.0-or-later
// Detection: all detectors over one log. Give it every entry in seq order; take what changed. It reads no clock and no
// text: equal entries give equal findings, however they are cut into batches, and save() / restore() in between change
// nothing. Bounded: so many watched traces, acts and active findings; what did not fit is counted. Fold thread.
// Cost: well under 2 µs a step.
#pragma once

#include "core/detect/detector.h"

#include <unordered_map>

namespace penstock {

/// What is set for the detectors. The default is what the definitions say.
struct DetectorSetting {
    bool on = true;
    Priority priority = Priority::medium;
    std::vector<double> values;
};

struct DetectionSettings {
    std::vector<DetectorSetting> detectors; ///< in the order of detectorDefs()
    std::uint32_t watchedTraces = 4096;
    Rules rules;

    static DetectionSettings byDefinition();
};

class Detection final {
public:
    /// Time passes with the entries: when they come without a pause, nobody logs ticks.
    static constexpr Nanos kTickEvery = kSecond;
    /// A trace that was silent this long is over: what is active about it ends.
    static constexpr Nanos kQuiet = 10 * kMinute;

    explicit Detection(const DetectionSettings& settings);
    ~Detection();

    /// `features` of the entry's step; where the log has none the caller makes them (dialect/step_features).
    void apply(const LogEntry& entry, const StepFeatures& features);
    /// With the features that were logged.
    void apply(const LogEntry& entry);

    /// Other settings hold from this entry on. Detectors that are set as before go on as if nothing had been; what the
    /// others had found ends, and they begin anew.
    void change(const DetectionSettings& settings, const LogEntry& entry);

    /// Of the entry that was applied last.
    const Spend& lastSpend() const { return m_lastSpend; }
    bool hasChanges() const { return m_board.hasChanges(); }
    std::vector<Finding> takeChanges() { return m_board.takeChanges(); }
    std::vector<const Finding*> active() const { return m_board.active(); }
    const WatchedTraces& traces() const { return m_traces; }
    std::uint32_t watchedTraces() const { return m_settings->watchedTraces; } ///< at most
    std::uint64_t findingsLeftOut() const { return m_board.leftOut(); }
    /// Traces that were still under way when they had to make room for others.
    std::uint64_t tracesGivenUp() const { return m_tracesGivenUp; }
    std::size_t bytes() const;

    std::string save() const;
    /// False, and as new, when the bytes are of another version or other settings.
    bool restore(std::string_view bytes);

private:
    struct Running {
        const DetectorDef* def;
        std::shared_ptr<const DetectionSettings> madeFrom; ///< it refers to its rules
        std::unique_ptr<Detector> detector;
    };

    void makeDetectors();
    Running made(std::size_t detector) const;
    void step(const LogEntry& entry, const StepFeatures& features);
    void open(const LogEntry& entry);
    const ToolRule& ruleOf(const Step& step);
    std::uint32_t numberOf(const ToolRule& rule) const;
    Voice voiceOf(std::uint32_t detector, const LogEntry& entry);
    void leave(std::uint32_t slot, const LogEntry& entry);
    void tick(const LogEntry& entry);

    std::shared_ptr<const DetectionSettings> m_settings;
    WatchedTraces m_traces;
    Board m_board;
    std::vector<Running> m_detectors;
    std::unordered_map<std::uint64_t, const ToolRule*> m_toolRules; ///< follows from the settings
    std::uint64_t m_tracesGivenUp = 0;
    Nanos m_lastTick = 0;
    Act m_act;
    Spend m_lastSpend;
};

} // namespace penstock

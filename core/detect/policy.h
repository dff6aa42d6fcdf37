// SPDX-License-Identifier: GPL-3.0-or-later
// Policy: what one file says about detectors, tools, agents and budgets. Written by people, as JSON with comments; what it
// does not say is as the definitions say. Immutable after parsing, any thread. A file with anything wrong in it is
// refused as a whole, with a sentence that names the file, the line, the key and what is wrong.
#pragma once

#include "core/base/result.h"
#include "core/detect/detection.h"

#include <string>

namespace penstock {

struct Policy {
    DetectionSettings detection = DetectionSettings::byDefinition(); ///< with its rules
    AlarmRules alarms;

    /// `name` is what the sentence calls the file.
    static Result<Policy> parse(std::string_view text, std::string_view name);
    const Rules& rules() const { return detection.rules; }
};

/// The policy that holds. A text that is wrong changes nothing.
class PolicyInForce final {
public:
    /// Begins with what the definitions say.
    const Policy& policy() const { return m_policy; }
    /// Whether it is now another one.
    Status replace(std::string_view text, std::string_view name);

private:
    Policy m_policy;
};

} // namespace penstock

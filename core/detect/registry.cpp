// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/detect/detector.h"

#include <algorithm>
#include <array>

namespace penstock {

#define PENSTOCK_DETECTOR(name) const DetectorDef& name##Detector();
#include "core/detect/detectors.def"
#undef PENSTOCK_DETECTOR

std::span<const DetectorDef* const> detectorDefs()
{
    static const std::array kDefs = {
#define PENSTOCK_DETECTOR(name) &name##Detector(),
#include "core/detect/detectors.def"
#undef PENSTOCK_DETECTOR
    };
    return kDefs;
}

const DetectorDef* findDetector(std::string_view id)
{
    const auto defs = detectorDefs();
    const auto found =
        std::find_if(defs.begin(), defs.end(), [id](const auto* def) { return def->id == id; });
    return found == defs.end() ? nullptr : *found;
}

std::uint64_t findingKey(const TraceId& trace, std::uint64_t what)
{
    return std::hash<TraceId>()(trace) ^ what * 0x9E3779B97F4A7C15ull;
}

StepMention mentionOf(const TraceId& trace, const Act& act)
{
    return {act.seq, trace, act.span};
}

} // namespace penstock

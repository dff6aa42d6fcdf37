// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/demo/decoded_day.h"

namespace penstock::demo {

const SeenStep* DecodedDay::find(const std::string& traceHex, const std::string& spanHex,
                                 bool provisional) const
{
    for (const SeenStep& seen : steps)
        if (seen.step->span.hex() == spanHex && seen.step->trace.hex() == traceHex &&
            ((seen.step->flags & kProvisional) != 0) == provisional)
            return &seen;
    return nullptr;
}

DemoOptions testOptions(std::uint64_t seed, Nanos duration)
{
    DemoOptions options;
    options.seed = seed;
    options.forDuration = duration;
    options.incidentsPerHour = 0;
    if (!parseUtc("2026-11-20T13:00:00Z", options.startTime))
        options.startTime = kDay;
    return options;
}

DecodedDay decodeDay(const DemoOptions& options)
{
    DecodedDay day;
    OtlpDecoder decoder;
    day.truth = playInto(options, [&](const OtlpPayload& payload) {
        auto raw = std::make_shared<RawBatch>();
        const auto outcome = decoder.decode(payload.signal, payload.encoding, payload.body, *raw);
        day.records += payload.records;
        if (!outcome) {
            day.rejected += payload.records;
            day.firstProblem = outcome.error().sentence;
            return;
        }
        day.rejected += outcome->rejected;
        if (day.firstProblem.empty())
            day.firstProblem = outcome->firstProblem;
        day.batches.push_back(normalize(raw));
        for (const Step& step : day.batches.back()->steps)
            day.steps.push_back({&step, payload.due});
    });
    return day;
}

} // namespace penstock::demo

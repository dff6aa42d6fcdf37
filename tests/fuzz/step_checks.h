// SPDX-License-Identifier: GPL-3.0-or-later
// What fuzzed batches go through on their way to steps, and what must hold of every step. With PENSTOCK_FUZZ_COUNTS set
// the program says at its end how often each dialect was recognised: a run that never reaches one is worth nothing to it.
// One thread.
#pragma once

#include "batch_reader.h"
#include "core/dialect/normalizer.h"
#include "core/pricing/price_table.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <initializer_list>
#include <memory>

namespace penstock::test {

inline constexpr int kDialects = 24;

/// Steps by dialect; `spoken`: those of which something could be read.
struct DialectCounts {
    std::array<std::uint64_t, kDialects> seen{};
    std::array<std::uint64_t, kDialects> spoken{};

    DialectCounts() = default;
    DialectCounts(const DialectCounts&) = delete;
    DialectCounts& operator=(const DialectCounts&) = delete;
    ~DialectCounts()
    {
        if (std::getenv("PENSTOCK_FUZZ_COUNTS") == nullptr)
            return;
        for (std::size_t i = 0; i < kDialects; ++i)
            std::fprintf(stderr, "dialect %s steps=%llu with_content=%llu\n",
                         std::string(dialectName(static_cast<Dialect>(i))).c_str(),
                         static_cast<unsigned long long>(seen[i]),
                         static_cast<unsigned long long>(spoken[i]));
    }
    void add(const Step& step, bool hasContent)
    {
        for (std::size_t i = 0; i < kDialects; ++i)
            if ((step.dialects >> i & 1u) != 0) {
                ++seen[i];
                spoken[i] += hasContent ? 1 : 0;
            }
    }
};

inline void check(const Step& step)
{
    require(step.end == 0 || step.end >= step.start);
    require(step.start > 0);
    const Usage& u = step.usage;
    for (const std::int64_t n :
         {u.input, u.inputCacheRead, u.inputCacheWrite, u.output, u.outputReasoning})
        require(n >= kNotSaid);
    if (u.input >= 0)
        require(u.cached() <= u.input);
}

/// normalize(), prices and readConversation(), which reads the content of every dialect that speaks.
inline void checkAll(std::shared_ptr<const RawBatch> batch)
{
    static const auto kPrices = PriceTable::builtIn();
    static DialectCounts counts;
    const std::size_t spans = batch->spans.size();
    const auto steps = normalize(std::move(batch));
    require(steps->steps.size() == spans);
    for (Step& step : steps->steps) {
        check(step);
        kPrices->price(step);
        require(step.cost.ifCacheApart >= 0);
        const Conversation conversation = readConversation(step, 512);
        require(conversation.parameters.size() <= 4096);
        counts.add(step, !conversation.empty());
    }
}

} // namespace penstock::test

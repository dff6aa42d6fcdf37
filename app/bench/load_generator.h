// SPDX-License-Identifier: GPL-3.0-or-later
// LoadGenerator: OTLP protobuf requests of realistic steps for load tests and benchmarks, cheap enough to run beside the
// server on the same two cores. A request is built once from a template and then patched in place: own ids in every step,
// own text in every step (slices of a corpus), traces interleaved. Each thread needs its own; deterministic by seed.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace penstock::bench {

struct LoadShape {
    int stepsPerRequest = 512;
    int bytesPerStep = 1500; ///< of the encoded span, about
    int stepsPerTrace = 10;
    int interleavedTraces = 64; ///< open at once in one request
};

class LoadGenerator final {
public:
    /// corpus: real text, at least 64 KiB; it is only read.
    LoadGenerator(const LoadShape& shape, std::string_view corpus, std::uint64_t seed);

    /// The next request; valid until the next call. Ids and texts are new, everything else repeats.
    const std::string& next();
    int stepsPerRequest() const { return m_shape.stepsPerRequest; }
    /// Span ids of the request returned last, for tests that look for each step.
    const std::vector<std::uint64_t>& spanIds() const { return m_spanIds; }

private:
    struct Spot {
        std::size_t trace = 0;  ///< offset of the 16-byte trace id
        std::size_t span = 0;   ///< offset of the 8-byte span id
        std::size_t parent = 0; ///< offset of the 8-byte parent id, 0 = root
        std::size_t start = 0;  ///< offset of the fixed64 start time; end follows at +9
        std::size_t text = 0;   ///< offset of the text to replace
        std::size_t textSize = 0;
    };
    struct OpenTrace {
        std::uint64_t ids[2] = {0, 0};
        std::uint64_t root = 0;
        int left = 0;
    };

    void build();
    void patch(const Spot& spot, OpenTrace& trace);

    const LoadShape m_shape;
    const std::string_view m_corpus;
    std::mt19937_64 m_random;
    std::string m_body;
    std::vector<Spot> m_spots;
    std::vector<OpenTrace> m_traces;
    std::vector<std::uint64_t> m_spanIds;
};

/// Text of real agent traces below `directory` (message contents of *.otlp.json), or generated words when there is none;
/// *real says which.
std::string loadCorpus(const std::string& directory, bool* real);

} // namespace penstock::bench

// SPDX-License-Identifier: GPL-3.0-or-later
// Workloads for store_bench: steps as a dialect would hand them over, built without network or decoding, with texts of
// real traces. Own ids in every step, traces interleaved. One thread; deterministic.
#pragma once

#include "core/store/log_store.h"

#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace penstock::bench {

/// Different texts of at least 40 characters found as strings in the JSON files below directory.
std::vector<std::string> readTexts(const std::string& directory);

/// Bytes of the step's span as OTLP protobuf, its share of the resource included.
std::size_t otlpBytes(const RawSpan& span);

class Workload final {
public:
    explicit Workload(std::vector<std::string> texts);

    /// Steps of about 1.5 KB with 20 attributes; texts are slices of real ones, as a fleet under load sends them.
    std::shared_ptr<const StepBatch> loadBatch(std::size_t steps);
    /// One step a text: question and answer are whole real texts, different each time until they run out.
    std::shared_ptr<const StepBatch> singleShotBatch(std::size_t steps);
    /// One turn of each of `count` conversations: all messages so far are sent again.
    std::shared_ptr<const StepBatch> conversationTurn(std::size_t count, int turn);
    const std::vector<std::string>& texts() const { return m_texts; }

private:
    struct Maker;
    std::string_view slice(std::size_t size);
    const std::string& nextText();

    std::vector<std::string> m_texts;
    std::string m_all;
    std::mt19937_64 m_random{1};
    std::size_t m_nextText = 0;
    std::vector<std::string> m_conversations;
    Nanos m_time = 1'700'000'000 * kSecond;
};

} // namespace penstock::bench

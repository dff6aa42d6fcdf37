// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/dialect/fixtures.h"

#include "core/ingest/otlp_decoder.h"

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace penstock::test {

std::string readFile(const std::string& path)
{
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

std::shared_ptr<const RawBatch> decodeOtlpJson(const std::string& text, std::string& problem)
{
    auto batch = std::make_shared<RawBatch>();
    OtlpDecoder decoder;
    for (const auto& [key, signal] :
         {std::pair(std::string("\"resourceSpans\""), OtlpSignal::traces),
          std::pair(std::string("\"resourceLogs\""), OtlpSignal::logs)}) {
        if (text.find(key) == std::string::npos)
            continue;
        const auto outcome = decoder.decode(signal, OtlpEncoding::json, text, *batch);
        if (!outcome) {
            problem = outcome.error().sentence;
            return nullptr;
        }
        if (outcome->rejected != 0)
            problem = outcome->firstProblem;
    }
    return batch;
}

std::string sourceDir()
{
    const char* dir = std::getenv("PENSTOCK_SOURCE_DIR");
    return dir == nullptr ? std::string(".") : std::string(dir);
}

} // namespace penstock::test

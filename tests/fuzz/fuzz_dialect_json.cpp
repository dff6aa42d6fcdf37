// SPDX-License-Identifier: GPL-3.0-or-later
// Every dialect from OTLP/JSON: the fixtures of tests/data/dialect are the seeds (tests/fuzz/prepare.sh), and the mutator
// keeps the JSON whole – it changes one text or number at a time, mostly into keys that some dialect knows – so that the
// tolerant parsers behind detection are reached, not only the decoder.
#include "step_checks.h"

#include "core/ingest/otlp_decoder.h"

#include <nlohmann/json.hpp>

#include <cstring>
#include <random>
#include <vector>

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t maxSize);

namespace {

using Json = nlohmann::json;
using namespace penstock;

void collect(Json& node, std::vector<Json*>& leaves)
{
    if (node.is_structured())
        for (Json& child : node)
            collect(child, leaves);
    else
        leaves.push_back(&node);
}

std::string mutated(std::string text, std::size_t room)
{
    const std::size_t size = text.size();
    text.resize(size + room);
    text.resize(LLVMFuzzerMutate(reinterpret_cast<std::uint8_t*>(text.data()), size, text.size()));
    return text;
}

void changeLeaf(Json& leaf, std::vector<Json*>& leaves, std::minstd_rand& random)
{
    switch (random() % 5) {
    case 0:
        leaf = std::string(
            keyText(static_cast<KeyId>(random() % static_cast<unsigned>(KeyId::count))));
        break;
    case 1:
        leaf = *leaves[random() % leaves.size()];
        break;
    case 2:
        if (leaf.is_string()) {
            leaf = mutated(leaf.get<std::string>(), 64);
            break;
        }
        [[fallthrough]];
    case 3:
        leaf = std::to_string(static_cast<std::int64_t>(random()) *
                              (random() % 2 == 0 ? 1 : -1'000'003));
        break;
    default: // content within content: what the tolerant parser sees
        if (leaf.is_string() && leaf.get_ref<const std::string&>().size() > 1) {
            std::string& text = leaf.get_ref<std::string&>();
            text = random() % 2 == 0
                       ? text.substr(0, random() % text.size())
                       : Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
        }
    }
}

} // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t maxSize, unsigned seed)
{
    std::minstd_rand random(seed);
    Json json = Json::parse(data, data + size, nullptr, false);
    std::vector<Json*> leaves;
    if (!json.is_discarded())
        collect(json, leaves);
    if (leaves.empty() || random() % 16 == 0)
        return LLVMFuzzerMutate(data, size, maxSize);
    for (unsigned n = 1 + random() % 3; n > 0; --n)
        changeLeaf(*leaves[random() % leaves.size()], leaves, random);
    const std::string text = json.dump(-1, ' ', false, Json::error_handler_t::replace);
    if (text.size() > maxSize)
        return LLVMFuzzerMutate(data, size, maxSize);
    std::memcpy(data, text.data(), text.size());
    return text.size();
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static OtlpDecoder decoder;
    const std::string text(reinterpret_cast<const char*>(data), size);
    for (const OtlpSignal signal : {OtlpSignal::traces, OtlpSignal::logs}) {
        auto batch = std::make_shared<RawBatch>();
        if (decoder.decode(signal, OtlpEncoding::json, text, *batch))
            test::checkAll(std::move(batch));
    }
    return 0;
}

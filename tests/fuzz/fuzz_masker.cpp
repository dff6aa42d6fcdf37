// SPDX-License-Identifier: GPL-3.0-or-later
// The masker over arbitrary text: JSON stays JSON, and the rules
// of a user may be anything.
#include "batch_reader.h"
#include "core/ingest/masker.h"

#include <simdjson.h>

namespace {

bool isJson(std::string_view text)
{
    simdjson::dom::parser parser;
    return parser.parse(text.data(), text.size()).error() == simdjson::SUCCESS;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace penstock;
    static const std::shared_ptr<const Masker> masker = *Masker::parse("");
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    static_cast<void>(masker->maskText(text));
    if (isJson(text)) {
        RawBatch batch;
        RawScope scope;
        RawSpan span;
        span.scope = &scope;
        const Attribute attribute{"value", KeyId::unknown, Value::ofJson(text)};
        span.attributes = batch.arena.copy(std::span<const Attribute>(&attribute, 1));
        batch.spans.push_back(span);
        masker->mask(batch);
        test::require(isJson(batch.spans[0].attributes[0].value.text()));
    }
    if (size > 0 && data[0] == '[')
        static_cast<void>(Masker::parse(std::string(text)));
    return 0;
}

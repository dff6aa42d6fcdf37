// SPDX-License-Identifier: GPL-3.0-or-later
// JsonDecoder: OTLP/JSON with simdjson's on-demand reader into a RawBuilder, one pass forward, texts as views into the
// request. Lenient where real exporters need it (semconv.md 1.2): ids in hex or base64, enum names, quoted or plain
// numbers, camelCase or snake_case, null for absent, an array of requests. Malformed JSON is an error for the whole
// request; a field of the wrong type costs its span. One thread.
#pragma once

#include "core/ingest/raw_builder.h"

#include <memory>
#include <string>

namespace penstock {

class JsonDecoder final {
public:
    explicit JsonDecoder(RawBuilder& builder);
    ~JsonDecoder();
    JsonDecoder(const JsonDecoder&) = delete;
    JsonDecoder& operator=(const JsonDecoder&) = delete;

    /// `body` needs simdjson's padding in its capacity and must outlive the batch. Where it is not UTF-8 it is
    /// replaced by its repaired form.
    Status decode(OtlpSignal signal, std::string& body);

private:
    struct State;

    Status walk(OtlpSignal signal, std::string& body);

    RawBuilder& m_builder;
    std::unique_ptr<State> m_state;
};

} // namespace penstock

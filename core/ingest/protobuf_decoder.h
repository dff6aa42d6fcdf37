// SPDX-License-Identifier: GPL-3.0-or-later
// ProtobufDecoder: walks OTLP protobuf with protozero straight into a RawBuilder, in one pass, texts as views into the
// request. Unknown fields and wrong wire types are skipped; broken framing gives an error for the whole request. Groups
// (wire types 3 and 4) are not part of proto3 and count as broken framing. One thread.
#pragma once

#include "core/ingest/raw_builder.h"

#include <string>

namespace penstock {

class ProtobufDecoder final {
public:
    explicit ProtobufDecoder(RawBuilder& builder) : m_builder(builder) {}

    /// `bytes` must outlive the batch.
    Status decode(OtlpSignal signal, std::string_view bytes);

private:
    void spanGroup(std::string_view resourceSpans);
    void logGroup(std::string_view resourceLogs);
    void metricGroup(std::string_view resourceMetrics);
    void scopeSpans(std::string_view message);
    void scopeLogs(std::string_view message);
    void scopeMetrics(std::string_view message);
    void metric(std::string_view message);
    void resource(std::string_view message);
    void scope(std::string_view message);
    void span(std::string_view message);
    void status(std::string_view message);
    void event(std::string_view message);
    void link(std::string_view message);
    void logRecord(std::string_view message);
    void attribute(std::string_view keyValue, AttributeList& into);
    Value anyValue(std::string_view message);
    void appendAny(std::string_view message, int depth);
    void appendArray(std::string_view message, int depth);
    void appendKeyValues(std::string_view message, int depth);

    RawBuilder& m_builder;
    AttributeList m_resource;
    std::string m_json; ///< scratch for structured values
};

} // namespace penstock

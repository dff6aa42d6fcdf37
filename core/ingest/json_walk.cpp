// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/json_walk.h"

#include <algorithm>
#include <utility>

namespace penstock {
namespace {

using simdjson::SUCCESS;

enum class GroupField { resource, scopes, schemaUrl };
enum class ScopeGroupField { scope, items, schemaUrl };
enum class ScopeField { name, version, attributes };
enum class MetricField { points };

constexpr std::array<FieldName<GroupField>, 3> kRequestFields = {{
    {"resourceSpans", "resource_spans", GroupField::scopes},
    {"resourceLogs", "resource_logs", GroupField::scopes},
    {"resourceMetrics", "resource_metrics", GroupField::scopes},
}};
constexpr std::array<FieldName<GroupField>, 6> kGroupFields = {{
    {"resource", "", GroupField::resource},
    {"scopeSpans", "scope_spans", GroupField::scopes},
    {"scopeLogs", "scope_logs", GroupField::scopes},
    {"scopeMetrics", "scope_metrics", GroupField::scopes},
    {"schemaUrl", "schema_url", GroupField::schemaUrl},
    {"instrumentationLibrarySpans", "instrumentation_library_spans", GroupField::scopes},
}};
constexpr std::array<FieldName<ScopeGroupField>, 6> kScopeGroupFields = {{
    {"scope", "", ScopeGroupField::scope},
    {"spans", "", ScopeGroupField::items},
    {"logRecords", "log_records", ScopeGroupField::items},
    {"metrics", "", ScopeGroupField::items},
    {"schemaUrl", "schema_url", ScopeGroupField::schemaUrl},
    {"instrumentationLibrary", "instrumentation_library", ScopeGroupField::scope},
}};
constexpr std::array<FieldName<ScopeField>, 3> kScopeFields = {{
    {"name", "", ScopeField::name},
    {"version", "", ScopeField::version},
    {"attributes", "", ScopeField::attributes},
}};
constexpr std::array<FieldName<ScopeField>, 1> kResourceFields = {{
    {"attributes", "", ScopeField::attributes},
}};
constexpr std::array<FieldName<MetricField>, 5> kMetricFields = {{
    {"gauge", "", MetricField::points},
    {"sum", "", MetricField::points},
    {"histogram", "", MetricField::points},
    {"exponentialHistogram", "exponential_histogram", MetricField::points},
    {"summary", "", MetricField::points},
}};
constexpr std::array<FieldName<MetricField>, 1> kPointFields = {{
    {"dataPoints", "data_points", MetricField::points},
}};

// The request field that belongs to a signal; the others are somebody else's and are left alone.
std::string_view groupName(OtlpSignal signal)
{
    switch (signal) {
    case OtlpSignal::logs:
        return "resourceLogs";
    case OtlpSignal::metrics:
        return "resourceMetrics";
    case OtlpSignal::traces:
        break;
    }
    return "resourceSpans";
}

} // namespace

JsonWalk::JsonWalk(OtlpSignal signal, const char* body, RawBuilder& builder, JsonScratch& scratch)
    : m_signal(signal), m_body(body), m_builder(builder), m_scratch(scratch)
{
    m_scratch.resource.items.clear();
    m_scratch.resource.cut = 0;
}

void JsonWalk::finish()
{
    if (m_repairsInItems < m_scratch.repairs.size())
        m_builder.noteRepair();
}

JsonWalk::Code JsonWalk::request(simdjson::ondemand::object& request)
{
    const std::string_view wanted = groupName(m_signal);
    for (auto result : request) {
        simdjson::ondemand::field field;
        SIMDJSON_TRY(std::move(result).get(field));
        const auto* known = findField(kRequestFields, keyOf(field.key()));
        if (known == nullptr || known->camel != wanted)
            continue;
        SIMDJSON_TRY(
            elements(field.value(), [this](JsonValue group) { return resourceGroup(group); }));
    }
    return SUCCESS;
}

JsonWalk::Code JsonWalk::resourceGroup(JsonValue value)
{
    m_builder.beginResource();
    std::string_view schemaUrl;
    SIMDJSON_TRY(fields(value, kGroupFields, [&](GroupField field, JsonValue part) {
        switch (field) {
        case GroupField::resource:
            return resource(part);
        case GroupField::scopes:
            return elements(part, [this](JsonValue group) { return scopeGroup(group); });
        case GroupField::schemaUrl:
            schemaUrl = text(part.raw_json_token());
            break;
        }
        return SUCCESS;
    }));
    m_builder.endResource(m_builder.take(m_scratch.resource), schemaUrl);
    return SUCCESS;
}

JsonWalk::Code JsonWalk::resource(JsonValue value)
{
    return fields(value, kResourceFields, [this](ScopeField, JsonValue part) {
        return attributes(part, m_scratch.resource);
    });
}

JsonWalk::Code JsonWalk::scopeGroup(JsonValue value)
{
    m_builder.beginScope();
    return fields(value, kScopeGroupFields, [this](ScopeGroupField field, JsonValue part) {
        switch (field) {
        case ScopeGroupField::scope:
            return scope(part);
        case ScopeGroupField::items:
            return elements(part, [this](JsonValue one) { return item(one); });
        case ScopeGroupField::schemaUrl:
            m_builder.scope().schemaUrl = text(part.raw_json_token());
            break;
        }
        return SUCCESS;
    });
}

JsonWalk::Code JsonWalk::scope(JsonValue value)
{
    RawScope& into = m_builder.scope();
    SIMDJSON_TRY(fields(value, kScopeFields, [&](ScopeField field, JsonValue part) {
        switch (field) {
        case ScopeField::name:
            into.name = text(part.raw_json_token());
            break;
        case ScopeField::version:
            into.version = text(part.raw_json_token());
            break;
        case ScopeField::attributes:
            return attributes(part, m_builder.partAttributes());
        }
        return SUCCESS;
    }));
    into.attributes = m_builder.take(m_builder.partAttributes());
    return SUCCESS;
}

JsonWalk::Code JsonWalk::item(JsonValue value)
{
    if (m_signal == OtlpSignal::metrics)
        return metric(value);
    const std::string_view start = value.raw_json_token();
    if (!start.starts_with('{')) {
        m_builder.rejectMalformed("A span or log record was rejected: it is not a JSON object.");
        return SUCCESS;
    }
    if (!m_builder.beginItem(m_signal == OtlpSignal::traces ? Signal::span : Signal::log))
        return SUCCESS;
    const bool wrongOutside = std::exchange(m_wrongType, false);
    SIMDJSON_TRY(m_signal == OtlpSignal::traces ? span(value) : logRecord(value));
    m_builder.item().malformed = std::exchange(m_wrongType, wrongOutside);
    const char* end = nullptr;
    if (!m_scratch.repairs.empty() && value.current_location().get(end) == SUCCESS)
        noteRepairs(start.data(), end);
    m_builder.endItem();
    return SUCCESS;
}

void JsonWalk::noteRepairs(const char* begin, const char* end)
{
    const auto& repairs = m_scratch.repairs;
    const auto first =
        std::lower_bound(repairs.begin(), repairs.end(), static_cast<std::size_t>(begin - m_body));
    const auto last =
        std::lower_bound(first, repairs.end(), static_cast<std::size_t>(end - m_body));
    if (first == last)
        return;
    m_repairsInItems += static_cast<std::size_t>(last - first);
    m_builder.noteRepair();
}

JsonWalk::Code JsonWalk::metric(JsonValue value)
{
    return fields(value, kMetricFields, [this](MetricField, JsonValue data) {
        return fields(data, kPointFields, [this](MetricField, JsonValue points) {
            return elements(points, [this](JsonValue) {
                m_builder.countPoints(1);
                return SUCCESS;
            });
        });
    });
}

} // namespace penstock

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/langfuse_reader.h"

#include "core/ingest/foreign_ids.h"

#include <algorithm>
#include <array>

namespace penstock {
namespace {

using simdjson::dom::element;

struct Copied {
    std::string_view member;
    std::string_view attribute;
};
// What is kept as it stands. Empty maps and texts say nothing and are left out.
constexpr std::array<Copied, 13> kObservationFields = {{
    {"model", "langfuse.observation.model.name"},
    {"modelParameters", "langfuse.observation.model.parameters"},
    {"usageDetails", "langfuse.observation.usage_details"},
    {"costDetails", "langfuse.observation.cost_details"},
    {"input", "langfuse.observation.input"},
    {"output", "langfuse.observation.output"},
    {"level", "langfuse.observation.level"},
    {"statusMessage", "langfuse.observation.status_message"},
    {"completionStartTime", "langfuse.observation.completion_start_time"},
    {"promptName", "langfuse.observation.prompt.name"},
    {"promptVersion", "langfuse.observation.prompt.version"},
    {"environment", "langfuse.environment"},
    {"version", "langfuse.version"},
}};
constexpr std::array<Copied, 4> kTraceFields = {{
    {"name", "langfuse.trace.name"},
    {"sessionId", "session.id"},
    {"userId", "user.id"},
    {"release", "langfuse.release"},
}};
constexpr std::array<Copied, 3> kRootFields = {{
    {"input", "langfuse.trace.input"},
    {"output", "langfuse.trace.output"},
    {"tags", "langfuse.trace.tags"},
}};

Nanos timeMember(element object, std::string_view name)
{
    Nanos time = 0;
    parseUtc(std::string(textMember(object, name)), time);
    return time;
}

bool saysNothing(element value)
{
    simdjson::dom::object object;
    simdjson::dom::array array;
    std::string_view text;
    return (value.get(object) == simdjson::SUCCESS && object.size() == 0) ||
           (value.get(array) == simdjson::SUCCESS && array.size() == 0) ||
           (value.get(text) == simdjson::SUCCESS && text.empty());
}

class ObservationReader final {
public:
    ObservationReader(RawBuilder& builder, std::optional<element> trace)
        : m_builder(builder), m_trace(trace)
    {
    }

    void read(element observation);

private:
    void readMetadata(element metadata);
    void readScope(element metadata);
    void readIds(element observation);
    void readTrace(element observation);
    void add(std::string_view key, element value) { add(m_builder.itemAttributes(), key, value); }
    void add(AttributeList& list, std::string_view key, element value);
    void addText(std::string_view key, std::string_view text);
    bool has(std::string_view key) const;
    template <std::size_t N> void copy(element from, const std::array<Copied, N>& fields);

    RawBuilder& m_builder;
    std::optional<element> m_trace;
    // The metadata is often JSON in a string; its elements live in here while the observation is read.
    simdjson::dom::parser m_metadataParser;
};

void ObservationReader::add(AttributeList& list, std::string_view key, element value)
{
    if (!m_builder.hasRoom(list)) {
        ++list.cut;
        return;
    }
    Arena& arena = m_builder.arena();
    m_builder.add(list, arena.copy(key), valueOf(value, arena));
}

void ObservationReader::addText(std::string_view key, std::string_view text)
{
    AttributeList& list = m_builder.itemAttributes();
    if (m_builder.hasRoom(list))
        m_builder.add(list, key, Value::ofString(m_builder.arena().copy(text)));
    else
        ++list.cut;
}

bool ObservationReader::has(std::string_view key) const
{
    const auto& items = m_builder.itemAttributes().items;
    return std::any_of(items.begin(), items.end(),
                       [key](const Attribute& a) { return a.key == key; });
}

// What the SDK itself sent wins over what Langfuse made of it.
template <std::size_t N>
void ObservationReader::copy(element from, const std::array<Copied, N>& fields)
{
    for (const Copied& field : fields) {
        const auto value = member(from, field.member);
        if (value && !saysNothing(*value) && !has(field.attribute))
            add(field.attribute, *value);
    }
}

void ObservationReader::readScope(element metadata)
{
    m_builder.beginResource();
    m_builder.beginScope();
    RawScope& scope = m_builder.scope();
    Arena& arena = m_builder.arena();
    AttributeList& list = m_builder.partAttributes();
    if (const auto sent = member(metadata, "scope")) {
        scope.name = arena.copy(textMember(*sent, "name"));
        scope.version = arena.copy(textMember(*sent, "version"));
        eachMember(member(*sent, "attributes"),
                   [&](auto key, element value) { add(list, key, value); });
        scope.attributes = m_builder.take(list);
    }
    eachMember(member(metadata, "resourceAttributes"),
               [&](auto key, element value) { add(list, key, value); });
    m_builder.endResource(m_builder.take(list), {});
}

void ObservationReader::readMetadata(element metadata)
{
    eachMember(member(metadata, "attributes"), [&](auto key, element value) { add(key, value); });
    eachMember(metadata, [&](std::string_view key, element value) {
        if (key != "attributes" && key != "resourceAttributes" && key != "scope")
            add("langfuse.observation.metadata." + std::string(key), value);
    });
}

void ObservationReader::readIds(element observation)
{
    RawSpan& span = m_builder.item().span;
    std::string_view trace = textMember(observation, "traceId");
    if (trace.empty() && m_trace)
        trace = textMember(*m_trace, "id");
    const std::string_view id = textMember(observation, "id");
    const std::string_view parent = textMember(observation, "parentObservationId");
    bool traceHashed = false;
    bool idHashed = false;
    bool parentHashed = false;
    span.trace = foreignTraceId(trace, traceHashed);
    span.span = foreignSpanId(id, idHashed);
    span.parent = foreignSpanId(parent, parentHashed);
    if (traceHashed)
        addText("langfuse.trace.id", trace);
    if (idHashed)
        addText("langfuse.observation.id", id);
    if (parentHashed)
        addText("langfuse.observation.parent_id", parent);
}

void ObservationReader::readTrace(element observation)
{
    if (!m_trace)
        return;
    copy(*m_trace, kTraceFields);
    // The root carries what belongs to the trace, but not a second copy of its own content.
    if (m_builder.item().span.parent.isZero() && !member(observation, "input") &&
        !member(observation, "output"))
        copy(*m_trace, kRootFields);
}

void ObservationReader::read(element observation)
{
    std::optional<element> metadata = member(observation, "metadata");
    if (std::string_view text; metadata && metadata->get(text) == simdjson::SUCCESS) {
        element parsed;
        metadata = m_metadataParser.parse(text.data(), text.size()).get(parsed) == simdjson::SUCCESS
                       ? std::optional(parsed)
                       : std::nullopt;
    }
    readScope(metadata.value_or(observation));
    if (!m_builder.beginItem(Signal::span))
        return;
    RawSpan& span = m_builder.item().span;
    Arena& arena = m_builder.arena();
    readIds(observation);
    span.name = arena.copy(textMember(observation, "name"));
    span.start = timeMember(observation, "startTime");
    span.end = timeMember(observation, "endTime");
    std::string type(textMember(observation, "type"));
    std::transform(type.begin(), type.end(), type.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    if (type == "event" && span.end == 0)
        span.end = span.start; // events are moments
    if (textMember(observation, "level") == "ERROR") {
        span.statusCode = 2;
        span.statusMessage = arena.copy(textMember(observation, "statusMessage"));
    }
    if (metadata)
        readMetadata(*metadata);
    if (!type.empty() && !has("langfuse.observation.type"))
        addText("langfuse.observation.type", type);
    copy(observation, kObservationFields);
    readTrace(observation);
    m_builder.endItem();
}

} // namespace

bool readLangfuse(element root, RawBuilder& builder)
{
    std::optional<element> trace = member(root, "trace");
    std::optional<element> observations = member(root, "observations");
    if (!observations && trace)
        observations = member(*trace, "observations");
    if (!trace && observations)
        trace = root;
    ObservationReader reader(builder, trace);
    if (observations) {
        eachOf(observations, [&](element one) { reader.read(one); });
        return true;
    }
    if (!member(root, "traceId") || !member(root, "startTime"))
        return false;
    reader.read(root);
    return true;
}

} // namespace penstock

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/step_reader.h"

#include "core/base/encoding.h"
#include "core/base/thread_name.h"
#include "core/dialect/normalizer.h"

#include <cstdio>

namespace penstock {
namespace {

constexpr std::size_t kMaxWaitingRequests = 256;

std::string valueText(const Value& value)
{
    switch (value.type()) {
    case ValueType::none:
        return {};
    case ValueType::string:
    case ValueType::json:
        return std::string(value.text());
    case ValueType::bytes:
        return encodeBase64(value.text());
    case ValueType::boolean:
        return value.boolean() ? "true" : "false";
    case ValueType::integer:
        return std::to_string(value.integer());
    case ValueType::real: {
        char text[40];
        std::snprintf(text, sizeof text, "%.17g", value.real());
        return text;
    }
    }
    return {};
}

std::string valueTypeText(const Value& value)
{
    static constexpr const char* kNames[] = {"none", "string", "boolean", "integer",
                                             "real", "bytes",  "json"};
    return kNames[static_cast<std::size_t>(value.type())];
}

void addRows(std::vector<StepDetail::RawRow>& rows, const std::string& section,
             Attributes attributes)
{
    for (const Attribute& a : attributes)
        rows.push_back({section, std::string(a.key), valueTypeText(a.value), valueText(a.value)});
}

void addText(std::vector<StepDetail::RawRow>& rows, const char* section, const char* key,
             std::string text)
{
    if (!text.empty())
        rows.push_back({section, key, "string", std::move(text)});
}

void addEventsAndLinks(std::vector<StepDetail::RawRow>& rows, const RawSpan& raw)
{
    for (const RawEvent& event : raw.events) {
        const std::string section = "event " + std::string(event.name);
        rows.push_back({section, "time", "time", formatUtc(event.time)});
        addRows(rows, section, event.attributes);
    }
    int number = 0;
    for (const RawLink& link : raw.links) {
        const std::string section = "link " + std::to_string(++number);
        rows.push_back({section, "trace_id", "id", link.trace.hex()});
        rows.push_back({section, "span_id", "id", link.span.hex()});
        addRows(rows, section, link.attributes);
    }
}

} // namespace

std::vector<StepDetail::RawRow> rawRows(const Step& step)
{
    std::vector<StepDetail::RawRow> rows;
    const RawSpan& raw = step.raw;
    static constexpr const char* kKinds[] = {"unspecified", "internal", "server",
                                             "client",      "producer", "consumer"};
    addText(rows, "span", "name", std::string(raw.name));
    addText(rows, "span", "trace_id", raw.trace.isZero() ? std::string() : raw.trace.hex());
    addText(rows, "span", "span_id", raw.span.isZero() ? std::string() : raw.span.hex());
    addText(rows, "span", "parent_span_id", raw.parent.isZero() ? std::string() : raw.parent.hex());
    addText(rows, "span", "kind", kKinds[static_cast<std::size_t>(raw.kind) % 6]);
    addText(rows, "span", "start", formatUtc(raw.start));
    addText(rows, "span", "end", formatUtc(raw.end));
    addText(rows, "span", "status_message", std::string(raw.statusMessage));
    addText(rows, "span", "trace_state", std::string(raw.traceState));
    addRows(rows, "span", raw.attributes);
    if (!raw.body.isNone())
        rows.push_back({"body", "", valueTypeText(raw.body), valueText(raw.body)});
    addEventsAndLinks(rows, raw);
    if (raw.scope != nullptr) {
        addText(rows, "scope", "name", std::string(raw.scope->name));
        addText(rows, "scope", "version", std::string(raw.scope->version));
        addText(rows, "scope", "schema_url", std::string(raw.scope->schemaUrl));
        addRows(rows, "scope", raw.scope->attributes);
        addRows(rows, "resource", raw.scope->resource);
    }
    return rows;
}

StepReader::StepReader(std::string directory)
    : m_directory(std::move(directory)), m_queue(kMaxWaitingRequests)
{
    m_thread = std::thread([this] { run(); });
}

StepReader::~StepReader()
{
    close();
}

void StepReader::close()
{
    m_queue.close();
    if (m_thread.joinable())
        m_thread.join();
}

void StepReader::read(Seq seq, std::function<void(Result<StepDetail>)> done)
{
    if (!m_queue.tryPush(Request{seq, done}, 1))
        done(Error{ErrorCode::busy, "Too many steps were asked for at once; select it again.", {}});
}

void StepReader::run()
{
    nameThisThread("step reader");
    for (;;) {
        std::vector<Request> requests = m_queue.takeSome(1);
        if (requests.empty() || m_queue.closed())
            return;
        requests.front().done(detail(requests.front().seq));
    }
}

Result<StepDetail> StepReader::detail(Seq seq)
{
    if (!m_log) {
        auto log = LogReader::open(m_directory);
        if (!log)
            return log.error();
        m_log = std::move(*log);
    }
    auto batch = m_log->entry(seq);
    if (!batch)
        return batch.error();
    for (const LogEntry& entry : (*batch)->entries) {
        if (entry.seq != seq || entry.step == nullptr)
            continue;
        StepDetail detail;
        detail.hold = *batch;
        detail.step = entry.step;
        detail.seq = seq;
        detail.arrival = entry.arrival;
        detail.source = std::string(entry.source);
        detail.conversation = readConversation(*entry.step);
        detail.raw = rawRows(*entry.step);
        return detail;
    }
    return Error{ErrorCode::notFound, "This step is no longer in the log.",
                 "seq " + std::to_string(seq)};
}

} // namespace penstock

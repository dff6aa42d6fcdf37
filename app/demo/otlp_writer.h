// SPDX-License-Identifier: GPL-3.0-or-later
// OTLP requests from records: protobuf (otlp_writer_protobuf.cpp) and JSON (otlp_writer_json.cpp). Records of one request
// share a resource; they are grouped by scope in order of first appearance. Pure functions.
#pragma once

#include "app/demo/otlp_records.h"

#include <string>
#include <vector>

namespace penstock::demo {

std::string writeProtobuf(const AttributeList& resource, const std::vector<SpanRecord>& spans);
std::string writeProtobuf(const AttributeList& resource, const std::vector<LogRecord>& logs);
std::string writeJson(const AttributeList& resource, const std::vector<SpanRecord>& spans);
std::string writeJson(const AttributeList& resource, const std::vector<LogRecord>& logs);

/// The records of each scope, scopes in order of first appearance.
template <class Record>
std::vector<std::vector<const Record*>> groupByScope(const std::vector<Record>& records)
{
    std::vector<std::vector<const Record*>> groups;
    for (const Record& record : records) {
        auto group = groups.begin();
        while (group != groups.end() && group->front()->scope != record.scope)
            ++group;
        if (group == groups.end())
            group = groups.insert(groups.end(), std::vector<const Record*>{});
        group->push_back(&record);
    }
    return groups;
}

} // namespace penstock::demo

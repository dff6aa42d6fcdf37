// SPDX-License-Identifier: GPL-3.0-or-later
// OTLP requests for tests, written from one description as protobuf (with protozero's writer, which shares nothing
// with our decoder) and as JSON. The description is JSON too: OTLP/JSON with hex ids and camelCase keys.
#pragma once

#include <nlohmann/json.hpp>

#include <string>

namespace penstock::test {

using Json = nlohmann::ordered_json;

/// An OTLP/JSON request → the same request in protobuf. Understands spans, logs and number data points.
std::string protobufOf(const Json& request);

Json stringAttribute(const std::string& key, const std::string& value);
/// A span with the fields every span needs; ids are made from `number`.
Json smallSpan(int number);
/// A request around spans, with a resource and a scope.
Json spanRequest(Json spans);
Json logRequest(Json records);
/// Every field of OTLP traces at least once: all value types, nested ones, events, links, two resources.
Json richRequest();

} // namespace penstock::test

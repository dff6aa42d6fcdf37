// SPDX-License-Identifier: GPL-3.0-or-later
// Small exports of other programs, written by hand after their formats: a Langfuse trace with a cuid, a UUID and a short
// id, and a Jaeger trace with both kinds of reference, tags, logs and two processes. Constant data.
#pragma once

namespace penstock::test {

inline constexpr const char* kLangfuseRootSpan = "81662d337ec949c3"; ///< of the first observation

inline constexpr const char* kLangfuseExport = R"({
 "trace": {"id": "0b6f7f0e-5d0e-4c39-9d6e-0f3b5e1c2a77", "name": "refund", "sessionId": "s-1", "userId": "u-1"},
 "observations": [
  {"id": "clx3k2m9a0001qw08h5v7c2de", "traceId": "0b6f7f0e-5d0e-4c39-9d6e-0f3b5e1c2a77", "type": "SPAN",
   "name": "desk", "parentObservationId": null,
   "startTime": "2026-11-20T10:00:00.000Z", "endTime": "2026-11-20T10:00:02.500Z"},
  {"id": "5f3e9f44-6a0c-4e0d-8a39-2b6d6f6f0e11", "traceId": "0b6f7f0e-5d0e-4c39-9d6e-0f3b5e1c2a77",
   "type": "GENERATION", "name": "chat", "parentObservationId": "clx3k2m9a0001qw08h5v7c2de",
   "model": "gpt-4.1", "usageDetails": {"input": 12, "output": 3}, "level": "DEFAULT",
   "startTime": "2026-11-20T10:00:00.100Z", "endTime": "2026-11-20T10:00:01.000Z"},
  {"id": "tool-1", "traceId": "0b6f7f0e-5d0e-4c39-9d6e-0f3b5e1c2a77", "type": "EVENT", "name": "lookup",
   "parentObservationId": "5f3e9f44-6a0c-4e0d-8a39-2b6d6f6f0e11", "level": "ERROR", "statusMessage": "no such order",
   "startTime": "2026-11-20T10:00:00.500Z", "endTime": null}
 ]
})";

inline constexpr const char* kJaegerExport = R"({"data": [{
 "traceID": "a0b0c0d0e0f1011",
 "spans": [
  {"traceID": "a0b0c0d0e0f1011", "spanID": "a1", "operationName": "desk", "references": [], "flags": 1,
   "startTime": 1700000000000001, "duration": 2500000, "processID": "p1", "logs": [],
   "tags": [{"key": "span.kind", "type": "string", "value": "server"},
            {"key": "otel.scope.name", "type": "string", "value": "desk"}]},
  {"traceID": "a0b0c0d0e0f1011", "spanID": "a2", "operationName": "chat", "flags": 1,
   "references": [{"refType": "CHILD_OF", "traceID": "a0b0c0d0e0f1011", "spanID": "a1"}],
   "startTime": 1700000000000100, "duration": 900, "processID": "p2",
   "tags": [{"key": "tokens", "type": "int64", "value": "42"}, {"key": "error", "type": "bool", "value": true}],
   "logs": [{"timestamp": 1700000000001000, "fields": [{"key": "event", "type": "string", "value": "retry"},
                                                       {"key": "why", "type": "string", "value": "slow"}]}]},
  {"traceID": "a0b0c0d0e0f1011", "spanID": "a3", "operationName": "mail",
   "references": [{"refType": "FOLLOWS_FROM", "traceID": "a0b0c0d0e0f1011", "spanID": "a2"}],
   "startTime": 1700000000002000, "duration": 10, "processID": "p2", "tags": [], "logs": []}
 ],
 "processes": {"p1": {"serviceName": "front", "tags": [{"key": "host", "type": "string", "value": "a"}]},
               "p2": {"serviceName": "back", "tags": []}}
}]})";

} // namespace penstock::test

# SPDX-License-Identifier: GPL-3.0-or-later
"""An agent written straight on the OpenTelemetry SDK, after the GenAI conventions: a planner asks a researcher through
a tool. Sends traces, logs and metrics. Arguments: http|grpc none|gzip."""
import sys

import grpc
from opentelemetry import trace
from opentelemetry._logs import SeverityNumber
from opentelemetry.exporter.otlp.proto.grpc._log_exporter import OTLPLogExporter as GrpcLogExporter
from opentelemetry.exporter.otlp.proto.grpc.metric_exporter import OTLPMetricExporter as GrpcMetricExporter
from opentelemetry.exporter.otlp.proto.http import Compression
from opentelemetry.exporter.otlp.proto.http._log_exporter import OTLPLogExporter as HttpLogExporter
from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter as HttpMetricExporter
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter as HttpSpanExporter
from opentelemetry.sdk._logs import LoggerProvider
from opentelemetry.sdk._logs.export import BatchLogRecordProcessor
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader
from opentelemetry.trace import SpanKind

from telemetry import GRPC, HTTP, Telemetry, grpc_exporter


def exporters(transport, compression):
    if transport == "grpc":
        how = grpc.Compression.Gzip if compression == "gzip" else grpc.Compression.NoCompression
        options = {"endpoint": GRPC, "insecure": True, "compression": how}
        return grpc_exporter(how), GrpcLogExporter(**options), GrpcMetricExporter(**options)
    how = Compression.Gzip if compression == "gzip" else Compression.NoCompression
    return (HttpSpanExporter(HTTP + "/v1/traces", compression=how), HttpLogExporter(HTTP + "/v1/logs", compression=how),
            HttpMetricExporter(HTTP + "/v1/metrics", compression=how))


def chat(tracer, model, tokens_in, tokens_out, **more):
    attributes = {"gen_ai.operation.name": "chat", "gen_ai.provider.name": "openai", "gen_ai.request.model": model,
                  "gen_ai.response.model": model, "gen_ai.usage.input_tokens": tokens_in,
                  "gen_ai.usage.output_tokens": tokens_out, "gen_ai.conversation.id": "conversation-7"} | more
    return tracer.start_as_current_span(f"chat {model}", kind=SpanKind.CLIENT, attributes=attributes)


def agent(tracer, name):
    return tracer.start_as_current_span(f"invoke_agent {name}", attributes={
        "gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": name, "gen_ai.provider.name": "openai"})


def plan(tracer, logger):
    with agent(tracer, "planner"):
        with chat(tracer, "gpt-4o", 1000, 200, **{"gen_ai.usage.cache_read.input_tokens": 400}):
            logger.emit(event_name="gen_ai.client.inference.operation.details", severity_number=SeverityNumber.INFO,
                        attributes={"gen_ai.operation.name": "chat"}, body="asked for the order")
        with tracer.start_as_current_span("execute_tool ask_researcher", attributes={
                "gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": "ask_researcher",
                "gen_ai.tool.call.id": "call_1"}):
            with agent(tracer, "researcher"):
                with chat(tracer, "gpt-4o-mini", 500, 100):
                    pass


def main():
    spans, logs, metrics = exporters(*sys.argv[1:3])
    telemetry = Telemetry("otel-sdk-python", spans)
    logger_provider = LoggerProvider(resource=telemetry.resource)
    logger_provider.add_log_record_processor(BatchLogRecordProcessor(logs))
    reader = PeriodicExportingMetricReader(metrics, export_interval_millis=60000)
    meters = MeterProvider([reader], resource=telemetry.resource)
    usage = meters.get_meter("sender").create_histogram("gen_ai.client.token.usage", "{token}")

    plan(trace.get_tracer("sender", "1.0"), logger_provider.get_logger("sender"))
    usage.record(1000, {"gen_ai.token.type": "input"})

    meters.shutdown()
    logger_provider.shutdown()
    telemetry.finish()


main()

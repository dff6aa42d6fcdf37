# SPDX-License-Identifier: GPL-3.0-or-later
"""What every Python sender shares: an OpenTelemetry SDK set up as its documentation says, and an end that fails
loudly when an export was not answered with success (the SDK itself would only log it)."""
import os
import sys

from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter as GrpcSpanExporter
from opentelemetry.exporter.otlp.proto.http import Compression
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter as HttpSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter, SpanExportResult

HTTP = "http://" + os.environ["PENSTOCK_OTLP_HTTP"]
GRPC = "http://" + os.environ["PENSTOCK_OTLP_GRPC"]


class Checked(SpanExporter):
    """Passes on to a real exporter and remembers what did not succeed."""

    def __init__(self, exporter):
        self._exporter = exporter
        self.failed = 0

    def export(self, spans):
        result = self._exporter.export(spans)
        if result is not SpanExportResult.SUCCESS:
            self.failed += len(spans)
        return result

    def shutdown(self):
        self._exporter.shutdown()

    def force_flush(self, timeout_millis=30000):
        return self._exporter.force_flush(timeout_millis)


class Telemetry:
    def __init__(self, service, exporter=None):
        self._exporter = Checked(exporter or HttpSpanExporter(HTTP + "/v1/traces", compression=Compression.Gzip))
        self.resource = Resource.create({"service.name": service, "service.version": "1.0.0"})
        self.provider = TracerProvider(resource=self.resource)
        self.provider.add_span_processor(BatchSpanProcessor(self._exporter))
        trace.set_tracer_provider(self.provider)

    def finish(self):
        self.provider.shutdown()
        if self._exporter.failed:
            sys.exit(f"{self._exporter.failed} spans were not answered with success")


def grpc_exporter(compression):
    return GrpcSpanExporter(GRPC, insecure=True, compression=compression)

// SPDX-License-Identifier: GPL-3.0-or-later
// What every Node sender shares: an OpenTelemetry SDK set up as its documentation says, and an end that fails loudly
// when an export was not answered with success (the SDK itself would only log it).
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as ProtobufExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';

export function startTelemetry(service, encoding, compression) {
  const options = { url: `http://${process.env.PENSTOCK_OTLP_HTTP}/v1/traces`, compression };
  const exporter = encoding === 'json' ? new JsonExporter(options) : new ProtobufExporter(options);
  let failed = 0;
  const exportSpans = exporter.export.bind(exporter);
  exporter.export = (spans, done) => exportSpans(spans, (result) => {
    if (result.code !== 0) {
      failed += spans.length;
      console.error('export failed:', result.error);
    }
    done(result);
  });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': service, 'service.version': '1.0.0' }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  provider.register();
  return async function finish() {
    await provider.shutdown();
    if (failed > 0) {
      console.error(`${failed} spans were not answered with success`);
      process.exit(1);
    }
  };
}

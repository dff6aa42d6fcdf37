// SPDX-License-Identifier: GPL-3.0-or-later
// An agent written straight on the OpenTelemetry SDK, after the GenAI conventions: a planner asks a researcher through
// a tool. The same story as senders/otel_sdk.py. Arguments: json|protobuf none|gzip.
import { SpanKind, trace } from '@opentelemetry/api';

import { startTelemetry } from './telemetry.mjs';

const finish = startTelemetry('otel-sdk-js', process.argv[2], process.argv[3]);
const tracer = trace.getTracer('sender', '1.0');

function within(name, attributes, body, kind = SpanKind.INTERNAL) {
  tracer.startActiveSpan(name, { kind, attributes }, (span) => {
    body();
    span.end();
  });
}

function agent(name, body) {
  within(`invoke_agent ${name}`, { 'gen_ai.operation.name': 'invoke_agent', 'gen_ai.agent.name': name,
    'gen_ai.provider.name': 'openai' }, body);
}

function chat(model, tokensIn, tokensOut, more = {}) {
  within(`chat ${model}`, { 'gen_ai.operation.name': 'chat', 'gen_ai.provider.name': 'openai',
    'gen_ai.request.model': model, 'gen_ai.response.model': model, 'gen_ai.usage.input_tokens': tokensIn,
    'gen_ai.usage.output_tokens': tokensOut, 'gen_ai.conversation.id': 'conversation-7', ...more }, () => {},
  SpanKind.CLIENT);
}

agent('planner', () => {
  chat('gpt-4o', 1000, 200, { 'gen_ai.usage.cache_read.input_tokens': 400 });
  within('execute_tool ask_researcher', { 'gen_ai.operation.name': 'execute_tool',
    'gen_ai.tool.name': 'ask_researcher', 'gen_ai.tool.call.id': 'call_1' },
  () => agent('researcher', () => chat('gpt-4o-mini', 500, 100)));
});
await finish();

// SPDX-License-Identifier: GPL-3.0-or-later
// Vercel AI SDK 7 with its own telemetry (@ai-sdk/otel): one agent that calls a tool and then answers.
import { createOpenAI } from '@ai-sdk/openai';
import { OpenTelemetry } from '@ai-sdk/otel';
import { generateText, isStepCount, registerTelemetry, tool } from 'ai';
import { z } from 'zod';

import { startTelemetry } from './telemetry.mjs';

const finish = startTelemetry('quotes', 'protobuf', 'gzip');
registerTelemetry(new OpenTelemetry());

const openai = createOpenAI({ baseURL: process.env.OPENAI_BASE_URL, apiKey: process.env.OPENAI_API_KEY });
const { text } = await generateText({
  model: openai.chat('gpt-4o'),
  prompt: 'What does a DN80 gate valve cost?',
  tools: {
    price: tool({
      description: 'Look a price up',
      inputSchema: z.object({ article: z.string() }),
      execute: async ({ article }) => `${article}: 129 EUR`,
    }),
  },
  stopWhen: isStepCount(3),
  telemetry: { functionId: 'quoting' },
});
if (text !== 'It costs 129 EUR.') throw new Error(`unexpected answer: ${text}`);
await finish();

import { createAnthropic } from '@ai-sdk/anthropic';
import { createOpenAI } from '@ai-sdk/openai';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import {
  APICallError,
  generateText,
  type LanguageModel,
  NoObjectGeneratedError,
  NoOutputGeneratedError,
  Output,
} from 'ai';
import type { AI_PROVIDERS } from '../../../wire/api/connections.ts';
import { type Outcome, ok, refused } from '../../foundation/outcome.ts';
import type { TypeInput } from '../../intent/type/verdict.ts';
import { GuardError, guardedFetch } from '../../machinery/guarded-fetch.ts';
import { conversationJson, INSTRUCTIONS, ProviderAnswer } from './prompt.ts';

// The package would print its advice on the server's console.
globalThis.AI_SDK_LOG_WARNINGS = false;

export interface AiAccess {
  readonly provider: (typeof AI_PROVIDERS)[number];
  readonly model: string;
  /** Null: the provider's own. */
  readonly baseUrl: string | null;
  readonly apiKey: string;
}

/** Why a provider did not answer. `unauthorized`: the key is not good for this; `refused`: it would not say; `malformed`: it answered something else. */
export type AiWord =
  | 'unauthorized'
  | 'rate_limited'
  | 'refused'
  | 'malformed'
  | 'timeout'
  | 'unreachable'
  | 'private_address'
  | 'failed';

export type AskProvider = (access: AiAccess, input: TypeInput) => Promise<Outcome<ProviderAnswer, AiWord>>;

/** A lead waits for nothing longer than this. */
export const TIMEOUT_MS = 3000;
const ANSWER_BYTES_MAX = 500_000;
const ANSWER_TOKENS_MAX = 600;

/** Asks a provider why a lead came, through the official packages; once, in bounded time. Never rejects for what the provider does. */
export function askingProviders(privateTargets: boolean, timeoutMs = TIMEOUT_MS): AskProvider {
  const fetch = guardedFetch({ privateTargets, bytesMax: ANSWER_BYTES_MAX });
  return async (access, input) => {
    const stop = AbortSignal.timeout(timeoutMs);
    try {
      const { output } = await generateText({
        model: modelOf(access, fetch),
        instructions: INSTRUCTIONS,
        prompt: conversationJson(input),
        output: Output.object({ schema: ProviderAnswer }),
        maxOutputTokens: ANSWER_TOKENS_MAX,
        maxRetries: 0,
        abortSignal: stop,
      });
      return ok(output);
    } catch (error) {
      return stop.aborted ? refused('timeout', null, `No answer within ${timeoutMs} ms.`) : whyNot(error);
    }
  };
}

function modelOf({ provider, model, baseUrl, apiKey }: AiAccess, fetch: typeof globalThis.fetch): LanguageModel {
  const settings = { apiKey, fetch, ...(baseUrl !== null && { baseURL: baseUrl }) };
  switch (provider) {
    case 'anthropic':
      return createAnthropic(settings)(model);
    case 'openai':
      return createOpenAI(settings)(model);
    case 'openai_compatible':
      return createOpenAICompatible({ ...settings, name: 'compatible', baseURL: baseUrl ?? '' })(model);
  }
}

// Errors of the network and the packages end here, as words. What the provider wrote is not passed on: it may repeat the lead's words.
function whyNot(error: unknown): Outcome<never, AiWord> {
  if (NoObjectGeneratedError.isInstance(error)) {
    return error.finishReason === 'content-filter'
      ? refused('refused', null, 'The model would not answer.')
      : refused('malformed', null, 'The model answered something else than was asked.');
  }
  if (NoOutputGeneratedError.isInstance(error)) return refused('refused', null, 'The model gave no answer.');
  if (error instanceof GuardError) {
    return refused(
      error.code === 'private_address' || error.code === 'no_tls' ? 'private_address' : 'unreachable',
      'baseUrl',
      `${error.message}.`,
    );
  }
  if (!APICallError.isInstance(error) || error.statusCode === undefined) {
    return refused('unreachable', 'baseUrl', 'The address does not answer.');
  }
  const { statusCode } = error;
  if (statusCode === 401 || statusCode === 403) {
    return refused('unauthorized', 'apiKey', `The provider refused the key (${statusCode}).`);
  }
  if (statusCode === 429)
    return refused('rate_limited', null, 'The provider says: too many requests, or the budget is used up (429).');
  if (statusCode === 404) return refused('failed', 'model', 'The provider knows no such model or address (404).');
  if (statusCode < 300) return refused('malformed', null, 'The provider answered something else than was asked.');
  return refused('failed', null, `The provider answered with an error (${statusCode}).`);
}

import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { IntentPreview, IntentPreviewAnswer } from '../../wire/intent.ts';
import { needs, principalOf } from '../machinery/auth/principal.ts';
import { PROBLEMS } from '../machinery/openapi.ts';
import type { Categorize } from '../signals/subject.ts';
import { preview } from './preview.ts';
import { openTypeModel } from './type/store.ts';

interface Deps {
  readonly clock: () => number;
  readonly categorizeFor: (workspaceId: string) => Promise<Categorize>;
}

/** `POST /api/v1/intent/preview`: what signals would score, and why their visitor would come, by the workspace's own rules. Stores nothing. */
export function intentRoutes(app: FastifyInstance, deps: Deps): void {
  app.route({
    method: 'POST',
    url: '/api/v1/intent/preview',
    onRequest: [needs('read')],
    schema: {
      tags: ['intent'],
      operationId: 'post-intent-preview',
      summary: 'Score signals and read messages without storing them',
      body: IntentPreview,
      response: { 200: IntentPreviewAnswer, ...PROBLEMS },
    },
    handler: async (request) => {
      const categorize = await deps.categorizeFor(principalOf(request).workspaceId);
      return preview(request.body as z.output<typeof IntentPreview>, deps.clock(), categorize, await openTypeModel());
    },
  });
}

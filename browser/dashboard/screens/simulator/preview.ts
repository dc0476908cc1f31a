import type { IntentPreview, IntentPreviewAnswer } from '../../../../wire/intent.ts';
import type { SignalKind } from '../../../../wire/signal.ts';
import { post } from '../../api/client.ts';

/** One signal of a made-up journey. `what` is a path, or an event's name. */
export interface Step {
  readonly id: string;
  readonly hoursAgo: number;
  readonly kind: SignalKind;
  readonly what: string;
}

const HOUR_MS = 3_600_000;

export async function previewIntent(
  steps: readonly Step[],
  message: string,
  now: number,
): Promise<IntentPreviewAnswer> {
  const signals = steps.map((step) => ({
    at: new Date(now - step.hoursAgo * HOUR_MS).toISOString(),
    kind: step.kind,
    ...(step.kind === 'track' ? { event: step.what } : { path: step.what || '/' }),
  }));
  const asked: IntentPreview = {
    now: new Date(now).toISOString(),
    signals,
    ...(message.trim() === '' ? {} : { messages: [message.trim()] }),
  };
  return (await post('/api/v1/intent/preview', asked)) as IntentPreviewAnswer;
}

const view = (id: number, hoursAgo: number, what: string): Step => ({
  id: String(id),
  hoursAgo,
  kind: 'page_view',
  what,
});

export const STORIES: readonly { readonly name: string; readonly steps: readonly Step[] }[] = [
  {
    name: 'Ready to buy',
    steps: [
      view(1, 72, '/'),
      view(2, 72, '/product'),
      view(3, 24, '/pricing'),
      view(4, 1, '/compare/alternatives'),
      view(5, 0, '/pricing'),
      { id: '6', hoursAgo: 0, kind: 'form_submit', what: '/demo' },
    ],
  },
  {
    name: 'Just reading',
    steps: [view(1, 168, '/blog/how-to-plan'), view(2, 72, '/blog/ten-tips'), view(3, 24, '/blog')],
  },
  {
    name: 'Looking for a job',
    steps: [view(1, 24, '/careers'), view(2, 1, '/careers/engineer'), view(3, 0, '/about')],
  },
  { name: 'A customer logging in', steps: [view(1, 24, '/login'), view(2, 1, '/help/import'), view(3, 0, '/login')] },
  { name: 'Was hot a month ago', steps: [view(1, 720, '/pricing'), view(2, 720, '/demo'), view(3, 720, '/pricing')] },
];

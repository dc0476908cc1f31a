import type { SignalDraft } from './capture/draft.ts';
import type { Context } from './context.ts';
import type { Millis } from './foundation/time.ts';
import { generateSample } from './sample/generate.ts';
import { SAMPLE_FREE_MAIL_DOMAIN } from './sample/people.ts';
import { makeSampleLink } from './sample-links.ts';
import { holdSampleTalks } from './sample-talks.ts';
import { keepSampleTeam } from './sample-team.ts';

export type SampleLoadDeps = Pick<Context, 'db' | 'signals' | 'config' | 'live' | 'log' | 'secrets'>;

/** A part of loading. */
export interface LoadStep {
  /** How long it takes, in signals. */
  readonly weight: number;
  /** Safe to repeat. Answers how many signals of the sample it recorded. */
  readonly run: () => Promise<number>;
}

export interface Load {
  readonly steps: readonly LoadStep[];
  /** People who say who they are, and where they work. */
  readonly contacts: number;
  readonly accounts: number;
}

const CONTACTS = 320;
const SLICE = 500;
const TALKS_AT_ONCE = 4;
const TALK_WEIGHT = 200;

/** All that loading does, in order: the same seed and time are the same steps. */
export function loadOf(
  deps: SampleLoadDeps,
  workspaceId: string,
  { seed, now }: { readonly seed: number; readonly now: Millis },
): Load {
  const { signals, links, talks } = generateSample({ seed, now, workspaceId, contacts: CONTACTS });
  const team = () => deps.db.inWorkspace(workspaceId, (trx) => keepSampleTeam(trx, workspaceId, now));
  const steps: LoadStep[] = [];
  for (const slice of slicesOf(signals, SLICE)) {
    steps.push({
      weight: slice.length,
      run: async () => {
        await deps.signals.append(workspaceId, slice);
        return slice.length;
      },
    });
  }
  steps.push({
    weight: 1,
    run: async () => {
      await mustBeRecorded(deps.db, workspaceId, signals.slice(-SLICE));
      return 0;
    },
  });
  for (const [key, story] of links) {
    steps.push({
      weight: 3 * story.visits.length,
      run: async () => makeSampleLink(deps, workspaceId, { key, story, reps: await team(), now }),
    });
  }
  for (const slice of slicesOf(talks, TALKS_AT_ONCE)) {
    steps.push({
      weight: TALK_WEIGHT * slice.length,
      run: async () => holdSampleTalks(deps, workspaceId, slice, { reps: await team(), now }),
    });
  }
  const leaves = talks.flatMap((talk) => talk.leaves?.email ?? []);
  return { steps, ...countsOf([...signals.flatMap(({ claim }) => claim?.email ?? []), ...leaves]) };
}

function slicesOf<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, n) => items.slice(n * size, (n + 1) * size));
}

function countsOf(addresses: readonly string[]): Pick<Load, 'contacts' | 'accounts'> {
  const emails = new Set(addresses);
  const domains = new Set([...emails].map((email) => email.slice(email.indexOf('@') + 1)));
  domains.delete(SAMPLE_FREE_MAIL_DOMAIN);
  return { contacts: emails.size, accounts: domains.size };
}

// A log that records later than it accepts: the queue tries again, and by then it has.
async function mustBeRecorded(db: Context['db'], workspaceId: string, drafts: readonly SignalDraft[]): Promise<void> {
  const found = await db.inWorkspace(workspaceId, (trx) =>
    trx.q
      .selectFrom('signal')
      .select('id')
      .where('workspace_id', '=', workspaceId)
      .where(
        'id',
        'in',
        drafts.map((draft) => draft.id),
      )
      .limit(1)
      .execute(),
  );
  if (found.length === 0) throw new Error('the sample data is accepted but not recorded yet');
}

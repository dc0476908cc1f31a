import type { SignalDraft } from './capture/draft.ts';
import { cleanUrl } from './capture/page.ts';
import type { Context } from './context.ts';
import { namedId } from './foundation/ids.ts';
import { DAY, type Millis } from './foundation/time.ts';
import { identityIdOf } from './identity/keys.ts';
import type { Link } from './links/link.ts';
import { addRecipients, listRecipients } from './links/recipients/recipient-store.ts';
import { freeSlug } from './links/slug.ts';
import { claimSlug, findLink, insertLink } from './links/store.ts';
import { PROOF_WITHIN, visitSign } from './links/visits/proof.ts';
import type { Visit } from './links/visits/visit.ts';
import { clickSignal, openSignal, unprovenSignal } from './links/visits/visit-signals.ts';
import { insertVisits, markFiled, markProven } from './links/visits/visit-store.ts';
import { touchOfVisit } from './links/visits/visit-touch.ts';
import type { Trx } from './machinery/database/database.ts';
import { type LinkKey, SAMPLE_LINK_MAKER, sampleLink } from './sample/link/links.ts';
import type { LinkStory, LinkVisit } from './sample/link/visits.ts';
import { SAMPLE_BROWSER_PREFIX } from './sample/people.ts';
import type { RepIds } from './sample-team.ts';

export type SampleLinkDeps = Pick<Context, 'db' | 'signals' | 'config'>;

/** A visit as links keep it, and as the sample tells it. */
interface Told {
  readonly visit: Visit;
  readonly planned: LinkVisit;
}

/**
 * Makes one link of the sample with its recipients and visits, as if it had been there all along. Safe to repeat. Answers how many signals
 * were recorded.
 */
export async function makeSampleLink(
  deps: SampleLinkDeps,
  workspaceId: string,
  { key, story, reps, now }: { key: LinkKey; story: LinkStory; reps: RepIds; now: Millis },
): Promise<number> {
  const { link, recipients } = await deps.db.inWorkspace(workspaceId, async (trx) => {
    const made =
      (await findSampleLink(trx, workspaceId, key)) ?? (await insert(trx, linkOf(deps, workspaceId, key, reps, now)));
    await addRecipients(trx, workspaceId, made.id, story.recipients, made.createdAt);
    const limit = story.recipients.length;
    return { link: made, recipients: await listRecipients(trx, workspaceId, made.id, { after: null, limit }) };
  });
  const ids = new Map(recipients.map(({ email, id }) => [email, id]));
  const told = story.visits.map((planned, n): Told => {
    const recipientId = planned.recipient === null ? null : (ids.get(planned.recipient) ?? null);
    return { planned, visit: { ...visitOf(deps, link, planned, String(n)), recipientId } };
  });
  const signals = told.flatMap((one) => signalsOf(link, one));
  await deps.signals.append(workspaceId, signals);
  await deps.db.inWorkspace(workspaceId, (trx) => keepVisits(trx, workspaceId, told));
  return signals.length;
}

export function findSampleLink(trx: Trx, workspaceId: string, key: LinkKey): Promise<Link | null> {
  return findLink(trx, workspaceId, linkIdOf(workspaceId, key));
}

/** A request for a link, `name` telling it from the link's others. */
export function visitOf({ config }: Pick<Context, 'config'>, link: Link, planned: LinkVisit, name: string): Visit {
  const { from, at, userAgent, method, purpose, browser, country } = planned;
  const [publicUrl = ''] = config.publicUrls;
  const url = new URL(`${publicUrl}/${from.scanned ? 'q' : 'l'}/${link.slug}${from.query}`);
  const { referrer, scanned } = from;
  const fetchMode = browser || purpose ? 'navigate' : null;
  return {
    id: namedId(link.workspaceId, 'sample visit', link.id, name),
    ...{ workspaceId: link.workspaceId, linkId: link.id, at, recipientId: null },
    touch: touchOfVisit({ link, url, referrer, ownHosts: [], scanned, carried: false }),
    sign: visitSign({ method, userAgent, purpose, fetchMode, secure: publicUrl.startsWith('https:') }),
    context: { url: cleanUrl(url), userAgent, country, title: link.name, provable: true },
  };
}

function linkIdOf(workspaceId: string, key: LinkKey): string {
  return namedId(workspaceId, 'sample link', key);
}

function linkOf(
  { config }: Pick<Context, 'config'>,
  workspaceId: string,
  key: LinkKey,
  reps: RepIds,
  now: Millis,
): Link {
  const { name, slug, kind, channel, owner, leadsTo, madeDaysAgo, expiredDaysAgo, ...says } = sampleLink(key);
  const utm = says.utm ?? { source: null, medium: null, campaign: null };
  return {
    ...{ id: linkIdOf(workspaceId, key), workspaceId, name, slug, kind, channel },
    target: leadsTo === null ? null : `${config.publicUrls[0]}/demo/${leadsTo}/`,
    ownerId: owner && reps[owner],
    settings: {
      ...{ greeting: says.greeting, heading: says.heading, intro: says.intro },
      utm: { ...utm, term: null, content: null },
    },
    ...{ active: true, archivedAt: null },
    expiresAt: expiredDaysAgo === null ? null : now - expiredDaysAgo * DAY,
    createdAt: now - madeDaysAgo * DAY,
  };
}

async function insert(trx: Trx, wanted: Link): Promise<Link> {
  const taken = new Set<string>();
  for (let link = wanted; ; link = { ...wanted, slug: freeSlug(wanted.slug, taken) }) {
    taken.add(link.slug);
    if (!(await claimSlug(trx, link))) continue;
    await insertLink(trx, link, SAMPLE_LINK_MAKER);
    return link;
  }
}

function signalsOf(link: Link, { visit, planned }: Told): readonly SignalDraft[] {
  const { browser, session, seenAfterMs, recipient } = planned;
  if (browser === null || seenAfterMs === null) {
    // Nobody's signals are told from real ones by their session, as those of the sample's other programs are.
    return [{ ...unprovenSignal(visit, visit.at + PROOF_WITHIN), session: SAMPLE_BROWSER_PREFIX + visit.id }];
  }
  const visitor = { identity: { kind: 'browser', value: browser.id }, recipientEmail: recipient, session } as const;
  const seenAt = visit.at + seenAfterMs;
  const click = clickSignal(visit, visitor, seenAt, false);
  return link.kind === 'redirect' ? [click] : [click, openSignal(visit, visitor, seenAt)];
}

async function keepVisits(trx: Trx, workspaceId: string, told: readonly Told[]): Promise<void> {
  await insertVisits(
    trx,
    workspaceId,
    told.map(({ visit }) => visit),
  );
  const unproven: Visit[] = [];
  for (const { visit, planned } of told) {
    const { browser, seenAfterMs } = planned;
    if (browser === null || seenAfterMs === null) {
      unproven.push(visit);
      continue;
    }
    const identityId = identityIdOf(workspaceId, { kind: 'browser', value: browser.id });
    await markProven(trx, workspaceId, { visit, filed: false }, identityId, visit.at + seenAfterMs);
  }
  await markFiled(
    trx,
    workspaceId,
    unproven.map((visit) => ({ visit, filed: false, openedAt: null, recipientEmail: null })),
  );
}

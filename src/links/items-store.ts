import type { LinkItem, LinkTotals } from '../../wire/api/links.ts';
import type { Millis } from '../foundation/time.ts';
import type { Trx } from '../machinery/database/database.ts';
import { listReps, type Rep } from '../workspace/rep-store.ts';
import { type Link, linkState, linkUrls } from './link.ts';
import { countRecipients } from './recipients/recipient-store.ts';
import { linkTotals } from './stats-store.ts';

/** Links as the dashboard lists them, in the order given. */
export async function linkItems(
  trx: Trx,
  workspaceId: string,
  links: readonly Link[],
  { now, publicUrls }: { readonly now: Millis; readonly publicUrls: readonly string[] },
): Promise<LinkItem[]> {
  const ids = links.map((link) => link.id);
  const [totals, recipients, reps] = await Promise.all([
    linkTotals(trx, workspaceId, ids, now),
    countRecipients(trx, workspaceId, ids),
    listReps(trx, workspaceId),
  ]);
  return links.map((link): LinkItem => {
    const { id, slug, name, kind, channel, target, ownerId, settings, active, expiresAt, createdAt } = link;
    const urls = linkUrls(publicUrls, slug);
    return {
      ...{ id, slug, name, kind, channel, target, ownerId, active, urls },
      ...settings,
      url: urls[0] ?? '',
      owner: ownerOf(reps, ownerId),
      state: linkState(link, now),
      recipients: recipients.get(id) ?? 0,
      totals: totals.get(id) ?? NO_TOTALS,
      expiresAt: expiresAt === null ? null : new Date(expiresAt).toISOString(),
      createdAt: new Date(createdAt).toISOString(),
    };
  });
}

const NO_TOTALS: LinkTotals = { opens: 0, people: 0, conversations: 0, meetings: 0, highLeads: 0, filtered: 0 };

function ownerOf(reps: readonly Rep[], ownerId: string | null): LinkItem['owner'] {
  const rep = reps.find((one) => one.id === ownerId);
  return rep ? { id: rep.id, name: rep.name, avatarUrl: rep.avatarUrl } : null;
}

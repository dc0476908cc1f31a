import { isId } from '../identity/keys.ts';
import type { Trx } from '../machinery/database/database.ts';
import { notFound } from '../machinery/refusal.ts';
import type { Link } from './link.ts';
import { findLink } from './store.ts';

/** The link of an id, or 404; also for another workspace's. */
export async function present(trx: Trx, workspaceId: string, id: string): Promise<Link> {
  const link = isId(id) ? await findLink(trx, workspaceId, id) : null;
  if (!link) throw notFound('link');
  return link;
}

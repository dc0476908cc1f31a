import type { FastifyInstance } from 'fastify';
import type { Outcome } from '../foundation/outcome.ts';
import type { Millis } from '../foundation/time.ts';
import { actorName, type Principal } from '../machinery/auth/principal.ts';
import type { Database, Trx } from '../machinery/database/database.ts';
import { notFound, Refusal } from '../machinery/refusal.ts';
import { route } from '../machinery/route.ts';
import { recordAudit } from '../workspace/audit-store.ts';
import type { ByHandWord, Unmerged } from './by-hand-store.ts';
import { dismissDuplicate } from './duplicate-store.ts';
import { isId } from './keys.ts';

/** What a member's work changed. */
export interface Changed {
  /** The contact that resulted. */
  readonly id: string;
  readonly contactIds: readonly string[];
  readonly gone: readonly { readonly id: string; readonly into: string | null }[];
}

interface Doer {
  readonly actor: string;
  readonly at: Millis;
  readonly note?: string | undefined;
}

/** One piece of work by hand, done in the caller's transaction with all that is computed of it. */
type Work<Order, Answer extends Changed = Changed> = (
  trx: Trx,
  workspaceId: string,
  order: Order & Doer,
) => Promise<Outcome<Answer, ByHandWord>>;

/** What these routes ask for: it reaches rooms that come after this one. */
export interface Hands {
  readonly mergeContacts: Work<{ readonly into: string; readonly other: string }>;
  readonly unmergeIdentities: Work<
    { readonly contactId: string; readonly identityIds: readonly string[]; readonly detach: boolean },
    Changed & Pick<Unmerged, 'identities'>
  >;
  readonly moveToAccount: Work<{ readonly contactId: string; readonly accountId: string | null }>;
}

export interface IdentityDeps {
  readonly db: Database;
  readonly clock: () => Millis;
  readonly hands: Hands;
  /** Told after each commit. Must not throw; it is not waited for. */
  readonly changed: (workspaceId: string, change: Changed) => void;
}

/** What members do to identities: merge, un-merge, move to an account, say that two are not the same. */
export function identityRoutes(app: FastifyInstance, deps: IdentityDeps): void {
  const { mergeContacts, unmergeIdentities, moveToAccount } = deps.hands;

  route(app, deps, 'POST /contacts/:id/merge', async (call) => {
    const { other, note } = call.body;
    known(call.params.id, null);
    known(other, 'other');
    const { id } = await work(deps, call, (trx, doer) =>
      mergeContacts(trx, call.workspaceId, { ...doer, note, into: call.params.id, other }),
    );
    return { id };
  });

  route(app, deps, 'POST /contacts/:id/unmerge', async (call) => {
    const { identityIds, detach = false, note } = call.body;
    known(call.params.id, null);
    for (const [index, id] of identityIds.entries()) known(id, `identityIds.${index}`);
    const { id, identities } = await work(deps, call, (trx, doer) =>
      unmergeIdentities(trx, call.workspaceId, {
        ...{ ...doer, note, detach },
        contactId: call.params.id,
        identityIds: [...new Set(identityIds)],
      }),
    );
    return { id, identities: [...identities] };
  });

  route(app, deps, 'PUT /contacts/:id/account', async (call) => {
    const { accountId } = call.body;
    known(call.params.id, null);
    if (accountId !== null) known(accountId, 'accountId');
    await work(deps, call, (trx, doer) =>
      moveToAccount(trx, call.workspaceId, { ...doer, contactId: call.params.id, accountId }),
    );
    return { ok: true as const };
  });

  route(app, deps, 'POST /duplicates/:id/dismiss', async ({ workspaceId, principal, params }) => {
    const [one = '', other = ''] = params.id.split('_');
    if (!isId(one) || !isId(other)) throw notFound('pair');
    const { actor, at } = doerOf(deps, principal);
    await deps.db.inWorkspace(workspaceId, async (trx) => {
      if (!(await dismissDuplicate(trx, workspaceId, { one, other, actor }))) throw notFound('pair');
      const summary = `Said that contacts ${one} and ${other} are two people.`;
      await recordAudit(trx, workspaceId, { at, actor, action: 'duplicate.dismissed', summary });
    });
    return { ok: true as const };
  });
}

interface Who {
  readonly workspaceId: string;
  readonly principal: Principal;
}

async function work<Answer extends Changed>(
  deps: IdentityDeps,
  { workspaceId, principal }: Who,
  perform: (trx: Trx, doer: Doer) => Promise<Outcome<Answer, ByHandWord>>,
): Promise<Answer> {
  const outcome = await deps.db.inWorkspace(workspaceId, (trx) => perform(trx, doerOf(deps, principal)));
  if (!outcome.ok) throw refusalOf(outcome);
  deps.changed(workspaceId, outcome.value);
  return outcome.value;
}

function doerOf({ clock }: IdentityDeps, principal: Principal): Doer {
  return { actor: actorName(principal), at: clock() };
}

function known(id: string, field: string | null): void {
  if (isId(id)) return;
  throw field === null ? notFound('contact') : new Refusal(400, 'invalid', 'There is none of that id.', field);
}

function refusalOf({ reason, field, message }: { reason: ByHandWord; field: string | null; message: string }): Refusal {
  switch (reason) {
    case 'merged_already':
    case 'founder':
    case 'by_rule':
      return new Refusal(409, 'conflict', message, field);
    case 'unknown_contact':
      return field === null ? notFound('contact') : new Refusal(400, 'invalid', message, field);
    case 'same_contact':
    case 'not_theirs':
    case 'unknown_account':
      return new Refusal(400, 'invalid', message, field);
  }
}

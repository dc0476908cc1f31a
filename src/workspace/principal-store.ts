import type { FastifyRequest } from 'fastify';
import { type Millis, SECOND } from '../foundation/time.ts';
import type { Principal } from '../machinery/auth/principal.ts';
import type { Auth } from '../machinery/auth.ts';
import type { Database } from '../machinery/database/database.ts';
import { findKeyByText } from './key-store.ts';
import { findMembership } from './member-store.ts';
import { abilitiesOfRole, abilitiesOfScopes, roleOfScopes } from './roles.ts';

/** Who sends a request, remembered for a few seconds so that asking costs nothing on most requests. */
export interface Principals {
  readonly find: (request: FastifyRequest) => Promise<Principal | null>;
  /** Forgets everybody: call it when a member, session or key changed. Other processes notice within ten seconds. */
  readonly forget: () => void;
}

const REMEMBERED_FOR = 10 * SECOND;
const REMEMBERED_MAX = 5_000;
const BEARER = /^Bearer +(\S{1,300})$/i;
const SESSION_COOKIE = /(?:^|;\s*)(?:__Secure-)?knock\.session_token=([^;]{1,500})/;

export function openPrincipals(deps: {
  readonly db: Database;
  readonly auth: Auth;
  readonly clock: () => Millis;
}): Principals {
  let remembered = new Map<string, { readonly at: Millis; readonly found: Promise<Principal | null> }>();
  const remember = (credential: string, look: () => Promise<Principal | null>) => {
    const now = deps.clock();
    const known = remembered.get(credential);
    if (known && now - known.at < REMEMBERED_FOR && now >= known.at) return known.found;
    const found = look();
    const home = remembered;
    home.delete(credential);
    home.set(credential, { at: now, found });
    const oldest = home.size > REMEMBERED_MAX ? home.keys().next().value : undefined;
    if (oldest !== undefined) home.delete(oldest);
    // Strangers and failures are asked about again, so that they neither fill the memory nor outlive their cause.
    const drop = () => home.get(credential)?.found === found && home.delete(credential);
    found.then((principal) => principal === null && drop(), drop);
    return found;
  };
  return {
    find: async ({ headers }) => {
      // A bearer is taken at its word: a wrong key is refused even where a valid cookie came along.
      if (headers.authorization !== undefined && /^bearer/i.test(headers.authorization)) {
        const text = BEARER.exec(headers.authorization)?.[1];
        return text === undefined ? null : remember(`key ${text}`, () => byKey(deps, text));
      }
      const session = SESSION_COOKIE.exec(headers.cookie ?? '')?.[1];
      return session === undefined ? null : remember(`session ${session}`, () => bySession(deps, headers.cookie ?? ''));
    },
    forget: () => {
      remembered = new Map();
    },
  };
}

async function byKey(deps: { readonly db: Database; readonly clock: () => Millis }, text: string) {
  const key = await findKeyByText(deps.db.system, text, deps.clock());
  if (!key) return null;
  const principal: Principal = {
    kind: 'key',
    workspaceId: key.workspaceId,
    userId: null,
    keyId: key.id,
    name: key.name,
    email: '',
    role: roleOfScopes(key.scopes),
    permissions: abilitiesOfScopes(key.scopes),
  };
  return principal;
}

async function bySession(
  deps: { readonly db: Database; readonly auth: Auth; readonly clock: () => Millis },
  cookie: string,
) {
  const session = await deps.auth.api.getSession({
    headers: new Headers({ cookie }),
    // Renewed by `GET /me`, which can send the renewed cookie.
    query: { disableRefresh: true },
  });
  if (!session) return null;
  const active = session.session.activeOrganizationId ?? null;
  const member = await findMembership(deps.db.system, session.user.id, active, deps.clock());
  if (!member) return null;
  const principal: Principal = { kind: 'member', keyId: null, ...member, permissions: abilitiesOfRole(member.role) };
  return principal;
}

import type { FastifyRequest, onRequestAsyncHookHandler } from 'fastify';
import type { Permission, Role } from '../../../wire/api/words.ts';
import { Refusal } from '../refusal.ts';

/** What a caller may do: `read` what every member reads, send signals as a trusted caller (`capture`), or change one of the settings. */
export type Ability = Permission | 'read' | 'capture';

/** Who calls: a signed-in member of a workspace, or one of its API keys. */
export interface Principal {
  readonly kind: 'member' | 'key';
  readonly workspaceId: string;
  /** Null for keys. */
  readonly userId: string | null;
  /** Null for members. */
  readonly keyId: string | null;
  readonly name: string;
  /** Empty for keys. */
  readonly email: string;
  /** The role a key acts as is the one whose members may do the same. */
  readonly role: Role;
  readonly permissions: ReadonlySet<Ability>;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by `needs` before the body is read; null on routes that need nobody. */
    principal: Principal | null;
  }
  interface FastifyInstance {
    /** Who sent this request, by `Authorization: Bearer` or session cookie; null when nobody known. Cheap to ask again. */
    findPrincipal: (request: FastifyRequest) => Promise<Principal | null>;
  }
}

/**
 * An `onRequest` hook: refuses with 401 who is not known and with 403 who may not. It runs before the body is read, so that
 * a stranger learns nothing about what a valid one would be.
 */
export function needs(ability: Ability): onRequestAsyncHookHandler {
  return async function check(request: FastifyRequest) {
    const principal = await request.server.findPrincipal(request);
    if (!principal) throw new Refusal(401, 'unauthorized', 'Sign in, or send an API key as `Authorization: Bearer`.');
    if (!principal.permissions.has(ability)) throw new Refusal(403, 'forbidden', forbiddenWords(principal, ability));
    request.principal = principal;
  };
}

/** The principal that `needs` found. Throws where no `needs` ran: a route without its guard is a bug. */
export function principalOf(request: FastifyRequest): Principal {
  if (!request.principal) throw new Error(`${request.routeOptions.url} reads its principal without needs()`);
  return request.principal;
}

/** How audit rows name a caller: `Ana Diaz <ana@acme.com>`, or `API key "Zapier"`. */
export function actorName(principal: Principal): string {
  return principal.kind === 'member' ? `${principal.name} <${principal.email}>` : `API key "${principal.name}"`;
}

function forbiddenWords(principal: Principal, ability: Ability): string {
  return principal.kind === 'member'
    ? `Your role (${principal.role}) does not include ${ability}.`
    : `This API key's scopes do not include ${ability}.`;
}

import { randomUUID } from 'node:crypto';
import { betterAuth } from 'better-auth';
import { organization, twoFactor } from 'better-auth/plugins';
import { createAccessControl } from 'better-auth/plugins/access';
import type { Logger } from 'pino';
import { PERMISSIONS, type Permission, ROLE_PERMISSIONS, ROLES } from '../../wire/api/words.ts';
import { hostOrigins } from './auth/origins.ts';
import type { Database } from './database/database.ts';
import type { Secrets } from './secrets.ts';

export interface AuthSettings {
  readonly db: Database;
  readonly secrets: Secrets;
  readonly log: Logger;
  /** The first is canonical; the session cookie is `Secure` when it is https. */
  readonly publicUrls: readonly string[];
}

/** Header in which the HTTP shell hands on the address it believes, replacing whatever the client wrote there. */
export const CLIENT_IP_HEADER = 'x-knock-client-ip';

export type Auth = ReturnType<typeof openAuth>;

const DAY_SECONDS = 24 * 60 * 60;
const SIGN_INS_PER_MINUTE = 10;

/**
 * Sign-in, sessions, passwords and second factors, by better-auth on our own tables.
 * Members, invites and keys are written by `workspace/`, so that each change and its audit row share one transaction.
 */
export function openAuth({ db, secrets, log, publicUrls }: AuthSettings) {
  return betterAuth({
    appName: 'Knock',
    baseURL: publicUrls[0] ?? 'http://localhost',
    basePath: '/api/auth',
    secret: secrets.keyFor('sessions'),
    database: { db: db.system, type: 'postgres' },
    telemetry: { enabled: false },
    logger: { log: (level, message) => log[levelOf(level, message)]({ from: 'better-auth' }, message) },
    trustedOrigins: (request) => [...publicUrls, ...hostOrigins(request?.headers.get('host') ?? undefined)],
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 200 },
    user: { modelName: 'auth_user' },
    session: { modelName: 'auth_session', expiresIn: 30 * DAY_SECONDS, updateAge: DAY_SECONDS },
    account: { modelName: 'auth_account' },
    verification: { modelName: 'auth_verification' },
    rateLimit: {
      enabled: true,
      storage: 'memory',
      window: 60,
      max: 120,
      customRules: { '/sign-in/email': { window: 60, max: SIGN_INS_PER_MINUTE } },
    },
    advanced: {
      cookiePrefix: 'knock',
      useSecureCookies: publicUrls[0]?.startsWith('https://') ?? false,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' },
      // Said aloud: without these words better-auth leaves its checks out under a test runner.
      disableCSRFCheck: false,
      disableOriginCheck: false,
      ipAddress: { ipAddressHeaders: [CLIENT_IP_HEADER] },
      // A test compares the schema with the migrations; every start need not.
      database: { generateId: () => randomUUID(), validateSchema: false },
    },
    plugins: [
      organization({
        ac,
        roles: accessRoles(),
        creatorRole: 'admin',
        allowUserToCreateOrganization: false,
        disableOrganizationDeletion: true,
        schema: {
          organization: { modelName: 'auth_organization' },
          member: { modelName: 'auth_member' },
          invitation: { modelName: 'auth_invitation' },
        },
      }),
      twoFactor({ issuer: 'Knock', twoFactorTable: 'auth_two_factor' }),
    ],
  });
}

// Somebody mistyped; who tries many passwords meets the limit, and the answer says it to who is there.
const MISTYPED: ReadonlySet<string> = new Set(['Invalid password', 'User not found', 'Password not found']);

function levelOf<Level extends string>(level: Level, message: string): Level | 'debug' {
  return MISTYPED.has(message) ? 'debug' : level;
}

// `identities.edit` is the action `edit` on the resource `identities`.
const ac = createAccessControl(statementsOf(PERMISSIONS));

function accessRoles() {
  return Object.fromEntries(ROLES.map((role) => [role, ac.newRole(statementsOf(ROLE_PERMISSIONS[role]))]));
}

function statementsOf(permissions: readonly Permission[]): Record<string, string[]> {
  const byResource = Map.groupBy(permissions, (permission) => permission.split('.')[0] ?? permission);
  return Object.fromEntries(
    [...byResource].map(([resource, own]) => [resource, own.map((permission) => permission.split('.')[1] ?? 'edit')]),
  );
}

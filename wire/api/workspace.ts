import { z } from 'zod';
import { Instant } from './paging.ts';
import { KEY_SCOPES, ROLES } from './words.ts';

/** `GET` and `PUT /workspace`. */
export const WorkspaceSettings = z.object({
  name: z.string().trim().min(1).max(100),
  timeZone: z.string().min(1).max(100),
  /** E-mail domains of the own team: their signals are kept as `own_staff` and weigh nothing. */
  staffDomains: z.array(z.string().max(200)).max(50),
});
export type WorkspaceSettings = z.infer<typeof WorkspaceSettings>;

export const Member = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  joinedAt: Instant,
  lastSeenAt: Instant.nullable(),
  you: z.boolean(),
});
export type Member = z.infer<typeof Member>;

export const Invite = z.object({
  id: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  invitedBy: z.string(),
  expiresAt: Instant,
  /** The page that accepts it; there may be no mail server, so it is shown to be passed on by hand. */
  url: z.string(),
});
export type Invite = z.infer<typeof Invite>;

/** `GET /members`. */
export const Members = z.object({ members: z.array(Member), invites: z.array(Invite) });
export type Members = z.infer<typeof Members>;

/** `POST /invites`. 409 when that e-mail is a member already. */
export const InviteRequest = z.object({ email: z.email().max(200), role: z.enum(ROLES) });
export type InviteRequest = z.infer<typeof InviteRequest>;

/** `PATCH /members/:id`. 409 `last_admin` when it would leave no admin. */
export const MemberPatch = z.object({ role: z.enum(ROLES) });
export type MemberPatch = z.infer<typeof MemberPatch>;

export const ApiKey = z.object({
  id: z.string(),
  name: z.string(),
  /** First characters, to recognise it by. */
  prefix: z.string(),
  scopes: z.array(z.enum(KEY_SCOPES)),
  createdBy: z.string(),
  createdAt: Instant,
  lastUsedAt: Instant.nullable(),
  expiresAt: Instant.nullable(),
});
export type ApiKey = z.infer<typeof ApiKey>;

/** `GET /keys`. */
export const ApiKeys = z.object({ items: z.array(ApiKey) });
export type ApiKeys = z.infer<typeof ApiKeys>;

/** `POST /keys`. `expiresInDays` null: until revoked. */
export const ApiKeyRequest = z.object({
  name: z.string().trim().min(1).max(100),
  scopes: z.array(z.enum(KEY_SCOPES)).min(1),
  expiresInDays: z.number().int().min(1).max(3650).nullable(),
});
export type ApiKeyRequest = z.infer<typeof ApiKeyRequest>;

/** The only time the secret is ever shown. */
export const ApiKeyMade = z.object({ key: ApiKey, secret: z.string() });
export type ApiKeyMade = z.infer<typeof ApiKeyMade>;

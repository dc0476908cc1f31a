import { z } from 'zod';
import { Instant } from './paging.ts';
import { PERMISSIONS, ROLES } from './words.ts';

/** `GET /api/v1/setup`, readable by anyone: whether the first admin is still to be made. */
export const Setup = z.object({ needsAdmin: z.boolean() });
export type Setup = z.infer<typeof Setup>;

/** `POST /api/v1/setup`: makes the workspace and its first admin and signs them in (sets the session cookie). 409 once an admin exists. */
export const SetupRequest = z.object({
  workspaceName: z.string().trim().min(1).max(100),
  name: z.string().trim().min(1).max(100),
  email: z.email().max(200),
  password: z.string().min(10).max(200),
});
export type SetupRequest = z.infer<typeof SetupRequest>;

/** Tables whose columns a member chooses. */
export const COLUMN_TABLES = ['contacts', 'accounts', 'links'] as const;
export type ColumnTable = (typeof COLUMN_TABLES)[number];

/** Columns by name, at most 40: true is shown, false hidden; one that is not named is as the table is made. */
export const ColumnChoice = z
  .record(z.string().min(1).max(40), z.boolean())
  .refine((choice) => Object.keys(choice).length <= 40, 'At most 40 columns.');
export type ColumnChoice = z.infer<typeof ColumnChoice>;

/** `PUT /api/v1/me/columns`: what the signed-in member sees of one table, wherever they sign in. 403 for API keys. */
export const ColumnsPut = z.object({ table: z.enum(COLUMN_TABLES), columns: ColumnChoice });
export type ColumnsPut = z.infer<typeof ColumnsPut>;

/** `GET /api/v1/me`: who is signed in, where, and what they may do. 401 when nobody is. */
export const Me = z.object({
  user: z.object({ id: z.string(), name: z.string(), email: z.string() }),
  workspace: z.object({
    id: z.string(),
    name: z.string(),
    /** IANA name. Charts by day are UTC everywhere; times of day are shown in the reader's own zone. */
    timeZone: z.string(),
    /** Whether any signal ever arrived; until then the dashboard leads to the Install page. */
    installed: z.boolean(),
  }),
  role: z.enum(ROLES),
  permissions: z.array(z.enum(PERMISSIONS)),
  /** The member's choice for each table where they made one; empty for API keys. */
  columns: z.partialRecord(z.enum(COLUMN_TABLES), ColumnChoice),
  version: z.string(),
  /** Where the stream stands now: `GET /api/v1/stream?lastEventId=` tells all that answers from here on may not have told yet. */
  lastEventId: z.string(),
});
export type Me = z.infer<typeof Me>;

/** `GET /api/v1/invites/:id`, readable with the invite's secret id alone. 404 when unknown, used or expired. */
export const InviteOffer = z.object({
  workspaceName: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  invitedBy: z.string(),
  expiresAt: Instant,
  /** True when that e-mail already has a user, who signs in instead of choosing a password. */
  hasUser: z.boolean(),
});
export type InviteOffer = z.infer<typeof InviteOffer>;

/** `POST /api/v1/invites/:id`: makes the member and signs them in. For a user who exists, `password` is their present one. */
export const InviteAcceptance = z.object({
  name: z.string().trim().min(1).max(100),
  password: z.string().min(10).max(200),
});
export type InviteAcceptance = z.infer<typeof InviteAcceptance>;

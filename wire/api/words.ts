/** Words shared by schemas and screens. No zod here, so a browser that needs only the words loads only the words. */

export const ROLES = ['admin', 'manager', 'rep', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

/** What a member may do beyond reading. Reading the API keys (`keys.edit`) and the audit log (`privacy.edit`) needs one too. */
export const PERMISSIONS = [
  'identities.edit',
  'categories.edit',
  'tag.edit',
  'workspace.edit',
  'members.edit',
  'keys.edit',
  'privacy.edit',
  'sample.edit',
  'links.edit',
  'conversations.answer',
  'chat.edit',
  'connections.edit',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** The permissions each role has. */
export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  admin: PERMISSIONS,
  manager: [
    'identities.edit',
    'categories.edit',
    'tag.edit',
    'workspace.edit',
    'sample.edit',
    'links.edit',
    'conversations.answer',
    'chat.edit',
  ],
  rep: ['identities.edit', 'links.edit', 'conversations.answer'],
  viewer: [],
};

/** What an API key may do. `admin` includes the others; `capture` may only send signals, as a trusted caller. */
export const KEY_SCOPES = ['read', 'write', 'capture', 'admin'] as const;
export type KeyScope = (typeof KEY_SCOPES)[number];

export const IDENTITY_KINDS = ['browser', 'user', 'email', 'link'] as const;
export type IdentityKind = (typeof IDENTITY_KINDS)[number];

export const DEVICE_TYPES = ['desktop', 'phone', 'tablet', 'server'] as const;
export type DeviceType = (typeof DEVICE_TYPES)[number];

export const CONTACT_SORTS = ['-score', 'score', '-lastSignalAt', '-firstSeenAt'] as const;
export type ContactSort = (typeof CONTACT_SORTS)[number];

export const ACCOUNT_SORTS = ['-score', 'score', '-lastSignalAt', '-firstSeenAt'] as const;
export type AccountSort = (typeof ACCOUNT_SORTS)[number];

/** The part of a signal that a category rule reads. */
export const RULE_FIELDS = ['path', 'host', 'title', 'text', 'event', 'kind'] as const;
export type RuleField = (typeof RULE_FIELDS)[number];

/** How a category rule compares: case-insensitive; `glob` knows `*` for any run of characters, anchored at both ends. */
export const RULE_TESTS = ['is', 'starts_with', 'contains', 'glob'] as const;
export type RuleTest = (typeof RULE_TESTS)[number];

/**
 * `open`: the tag counts at once. `required`: the tag keeps no cookie and sends nothing until the page says consent was given.
 * `cookieless`: the tag never keeps a cookie; one visit is one visitor.
 */
export const CONSENT_MODES = ['open', 'required', 'cookieless'] as const;
export type ConsentMode = (typeof CONSENT_MODES)[number];

export const JOBS = ['replay', 'sample', 'export', 'erase'] as const;
export type Job = (typeof JOBS)[number];

export const JOB_STATES = ['waiting', 'running', 'done', 'failed'] as const;
export type JobState = (typeof JOB_STATES)[number];

/** Where a conversation stands. The words are the CRM's; parity with the product's "Chat Status". */
export const CHAT_STATUSES = [
  'New',
  'Save the Lead',
  'Spam',
  'AI Discovery',
  'Rep Reply Needed',
  'Rep Discovery',
  'Follow Up Needed',
  'Rejected',
  'Closed',
  'Qualified',
] as const;
export type ChatStatus = (typeof CHAT_STATUSES)[number];

export const LINK_KINDS = ['chat', 'meeting', 'redirect'] as const;
export type LinkKind = (typeof LINK_KINDS)[number];
export const LINK_CHANNELS = ['email', 'pdf', 'social', 'qr', 'marketplace', 'ad', 'event', 'other'] as const;
export type LinkChannel = (typeof LINK_CHANNELS)[number];

/** How a Slack team is reached: by requests to `/slack/*`, or by a socket that Knock opens (no public address needed). */
export const SLACK_MODES = ['http', 'socket'] as const;
export type SlackMode = (typeof SLACK_MODES)[number];

export const AI_PROVIDERS = ['anthropic', 'openai', 'openai_compatible'] as const;

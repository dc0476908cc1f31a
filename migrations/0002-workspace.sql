-- Who runs this: members and their sessions (tables of better-auth, in its own column names), API keys, the audit log.
-- The auth tables have no workspace_id: people sign in before it is known which workspace is theirs.

create table auth_user (
  id text primary key,
  name text not null,
  email text not null unique,
  "emailVerified" boolean not null,
  image text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now(),
  "twoFactorEnabled" boolean
);

create table auth_session (
  id text primary key,
  "expiresAt" timestamptz not null,
  token text not null unique,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "userId" text not null references auth_user (id) on delete cascade,
  "activeOrganizationId" text
);
create index auth_session_user on auth_session ("userId");

create table auth_account (
  id text primary key,
  "accountId" text not null,
  "providerId" text not null,
  "userId" text not null references auth_user (id) on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  scope text,
  password text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null
);
create index auth_account_user on auth_account ("userId");

create table auth_verification (
  id text primary key,
  identifier text not null,
  value text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create index auth_verification_identifier on auth_verification (identifier);

create table auth_two_factor (
  id text primary key,
  secret text not null,
  "backupCodes" text not null,
  "userId" text not null references auth_user (id) on delete cascade,
  verified boolean,
  "failedVerificationCount" integer,
  "lockedUntil" timestamptz
);
create index auth_two_factor_secret on auth_two_factor (secret);
create index auth_two_factor_user on auth_two_factor ("userId");

-- The sign-in's view of a workspace; its id is workspace.id.
create table auth_organization (
  id text primary key,
  name text not null,
  slug text not null unique,
  logo text,
  "createdAt" timestamptz not null,
  metadata text
);

create table auth_member (
  id text primary key,
  "organizationId" text not null references auth_organization (id) on delete cascade,
  "userId" text not null references auth_user (id) on delete cascade,
  role text not null check (role in ('admin', 'manager', 'rep', 'viewer')),
  "createdAt" timestamptz not null,
  "lastSeenAt" timestamptz,
  unique ("organizationId", "userId")
);
create index auth_member_user on auth_member ("userId");

-- The id is the secret of the invite's address.
create table auth_invitation (
  id text primary key,
  "organizationId" text not null references auth_organization (id) on delete cascade,
  email text not null,
  role text not null check (role in ('admin', 'manager', 'rep', 'viewer')),
  status text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default now(),
  -- Null when an API key invited.
  "inviterId" text references auth_user (id) on delete set null,
  "invitedBy" text not null
);
create index auth_invitation_organization on auth_invitation ("organizationId");

create table api_key (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  -- First characters, to recognise it by.
  prefix text not null,
  -- SHA-256 of the key in hex. Keys are long and random, so a slow hash would protect nothing.
  hash text not null,
  scopes text[] not null,
  created_by text not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  expires_at timestamptz,
  -- Set by KNOCK_API_KEY: another value there revokes this one.
  provisioned boolean not null default false,
  primary key (workspace_id, id)
);
create index api_key_hash on api_key (hash);

create table audit (
  workspace_id uuid not null,
  id bigint generated always as identity,
  at timestamptz not null,
  actor text not null,
  action text not null,
  summary text not null,
  primary key (workspace_id, id)
);
-- Append-only: rows can be read and added. Without a policy for them, an update or delete finds no row.
alter table audit enable row level security;
create policy own_workspace on audit for select using (workspace_id = nullif(current_setting('knock.workspace', true), '')::uuid);
create policy audit_append on audit for insert with check (workspace_id = nullif(current_setting('knock.workspace', true), '')::uuid);

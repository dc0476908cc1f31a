-- Role mailboxes (info@, sales@) that somebody wrote as: no person's address, so no identity, but the only way to answer them.
-- One row for each signal that stated one, since it is only with its signal that it belongs to somebody.
create table role_mailbox (
  workspace_id uuid not null,
  identity_id uuid not null,
  signal_id uuid not null,
  at timestamptz not null,
  -- Lower-cased.
  email text not null,
  -- The registrable domain of its account; null for free mail.
  domain text,
  primary key (workspace_id, identity_id, signal_id)
);
create index role_mailbox_email on role_mailbox (email, workspace_id);
create index role_mailbox_domain on role_mailbox (domain, workspace_id) where domain is not null;

-- The journey of a signal: who (identity, ledger, contact, account), what (signal, activity), how ready (heat).
-- Every key starts with workspace_id and every query names it, so the schema distributes by it without change.

create table workspace (
  id uuid primary key,
  name text not null,
  -- The public id of the website tag, which is also the write key of the Segment-compatible API.
  tag_id text not null unique,
  -- Shape: WorkspaceSettings in src/workspace/settings.ts. Missing keys take their defaults.
  settings jsonb not null default '{}',
  -- Counts up with every change of the category rules, so that processes know their compiled rules are old.
  rules_version integer not null default 0,
  created_at timestamptz not null default now()
);

-- One browser, e-mail address, user id or link recipient. The id is a hash of (workspace, kind, value).
create table identity (
  workspace_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('browser', 'user', 'email', 'link')),
  value text not null,
  verified boolean not null default false,
  -- Taken out of its contact by hand: it founds one of its own, whatever is claimed of it.
  detached boolean not null default false,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id)
);

-- Who said that one identity is another: browser -> e-mail, browser -> user id, user id -> e-mail. Earliest statement wins.
create table claim (
  workspace_id uuid not null,
  subject_id uuid not null,
  object_id uuid not null,
  verified boolean not null,
  -- The earliest statement: its time in ms and its signal; ties go to the smaller signal id.
  at bigint not null,
  signal_id uuid not null,
  primary key (workspace_id, subject_id, object_id)
);

-- Which contact an identity is, over a stretch of event time [since, until) in ms. Rows are closed, never changed or deleted.
-- since 0 is "from the beginning", until null is "to the end".
create table ledger (
  workspace_id uuid not null,
  id bigint generated always as identity,
  identity_id uuid not null,
  since bigint not null default 0,
  until bigint,
  -- The user or e-mail identity that the browser claimed to be in this stretch; null while anonymous.
  person_id uuid,
  -- The contact this stretch has by the rules alone, and the one it belongs to after merges by hand.
  home_id uuid not null,
  contact_id uuid not null,
  rule text not null,
  evidence uuid,
  actor text,
  opened_at timestamptz not null default now(),
  closed_at timestamptz,
  primary key (workspace_id, id)
);
create unique index ledger_open on ledger (workspace_id, identity_id, since) where closed_at is null;
create index ledger_contact on ledger (workspace_id, contact_id) where closed_at is null;
create index ledger_person on ledger (workspace_id, person_id) where closed_at is null and person_id is not null;

create table contact (
  workspace_id uuid not null,
  id uuid not null,
  email text,
  name text,
  -- Last statement wins, by (at, signal id) of each trait: {"jobTitle": {"v": "CTO", "at": 1760000000000, "id": "..."}}.
  traits jsonb not null default '{}',
  account_id uuid,
  -- 'domain' when derived from the e-mail, 'by_hand' when a member moved the contact, 'role_mailbox' by evidence only.
  account_rule text,
  identified boolean not null default false,
  intent_type text not null default 'Unknown',
  intent_type_final boolean not null default false,
  -- Where an empty contact went: by a member's hand (reversible by hand), or by the rules (null merged_by).
  merged_into uuid,
  merged_by text,
  created_at timestamptz not null default now(),
  search tsvector,
  primary key (workspace_id, id)
);
create index contact_account on contact (workspace_id, account_id) where account_id is not null;
create index contact_search on contact using gin (search) where search is not null;
create index contact_merged on contact (workspace_id, merged_into) where merged_into is not null;

-- How ready a contact is. Apart from `contact` because it changes with every batch and the profile does not.
create table contact_heat (
  workspace_id uuid not null,
  contact_id uuid not null,
  account_id uuid,
  identified boolean not null default false,
  -- Linear group sums relative to the model's landmark day; see src/intent/heat.ts.
  sums double precision[] not null,
  -- log2 of the combined sums; null when nothing counts.
  heat double precision,
  signals integer not null default 0,
  first_signal_at timestamptz not null,
  last_signal_at timestamptz not null,
  first_touch jsonb,
  -- (at ms, signal id) of the touch, which make "earliest" and "latest" the same in any order of arrival.
  first_touch_at bigint,
  first_touch_id uuid,
  latest_touch jsonb,
  latest_touch_at bigint,
  latest_touch_id uuid,
  primary key (workspace_id, contact_id)
);
create index contact_heat_rank on contact_heat (workspace_id, heat desc nulls last, contact_id);
create index contact_heat_rank_identified on contact_heat (workspace_id, heat desc nulls last, contact_id) where identified;
create index contact_heat_recent on contact_heat (workspace_id, last_signal_at desc, contact_id);
create index contact_heat_account on contact_heat (workspace_id, account_id, heat desc nulls last) where account_id is not null;

create table account (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  traits jsonb not null default '{}',
  created_at timestamptz not null default now(),
  search tsvector,
  primary key (workspace_id, id)
);
create index account_search on account using gin (search);

-- Several domains may belong to one account.
create table account_domain (
  workspace_id uuid not null,
  domain text not null,
  account_id uuid not null,
  primary key (workspace_id, domain)
);
create index account_domain_account on account_domain (workspace_id, account_id);

create table account_heat (
  workspace_id uuid not null,
  account_id uuid not null,
  sums double precision[] not null,
  heat double precision,
  contacts integer not null default 0,
  signals integer not null default 0,
  first_signal_at timestamptz,
  last_signal_at timestamptz,
  primary key (workspace_id, account_id)
);
create index account_heat_rank on account_heat (workspace_id, heat desc nulls last, account_id);
create index account_heat_recent on account_heat (workspace_id, last_signal_at desc nulls last, account_id);

-- Every recorded action. Ids are UUIDv8 whose first 48 bits are the client's stated ms, so the key is also the partition key.
create table signal (
  workspace_id uuid not null,
  id uuid not null,
  identity_id uuid not null,
  -- The person the event says this identity is (a user or e-mail identity): what profile switches are decided from.
  claim_id uuid,
  at timestamptz not null,
  received_at timestamptz not null,
  kind text not null,
  category text not null,
  host text,
  path text,
  title text,
  text text,
  name text,
  props jsonb,
  -- {url, touch, device, country, session, pageView, flags}
  context jsonb,
  -- Why it counts nothing (a bot ...); null for people.
  filtered text,
  primary key (workspace_id, id)
) partition by range (id);
create index signal_timeline on signal (workspace_id, identity_id, at desc, id desc);
create index signal_filtered on signal (workspace_id, at desc, id desc) where filtered is not null;
create index signal_identify on signal (workspace_id, identity_id) where kind = 'identify';
create index signal_claims on signal (workspace_id, identity_id) where claim_id is not null;
create table signal_undated partition of signal default;

-- Daily counts of what one identity did in one of its stretches. Carries score, behavioural conditions and charts.
create table activity (
  workspace_id uuid not null,
  identity_id uuid not null,
  since bigint not null default 0,
  day integer not null,
  kind text not null,
  category text not null,
  n integer not null,
  primary key (workspace_id, identity_id, since, day, kind, category)
);

-- Daily counts over the whole workspace, for the overview's charts: dimension is 'category', 'kind', 'page' or 'channel'.
create table daily_count (
  workspace_id uuid not null,
  day integer not null,
  dimension text not null,
  value text not null,
  n integer not null,
  primary key (workspace_id, day, dimension, value)
);

-- How many contacts, identified or not, were in each bucket at the end of a day.
create table bucket_count (
  workspace_id uuid not null,
  day integer not null,
  high integer not null,
  medium integer not null,
  low integer not null,
  primary key (workspace_id, day)
);

-- Two identified contacts that evidence connects. They never merge by themselves; a member decides.
create table possible_duplicate (
  workspace_id uuid not null,
  -- The smaller id first.
  contact_a uuid not null,
  contact_b uuid not null,
  reason text not null,
  evidence uuid,
  found_at timestamptz not null default now(),
  decided_at timestamptz,
  decision text,
  actor text,
  primary key (workspace_id, contact_a, contact_b)
);

create table category_rule (
  workspace_id uuid not null,
  id uuid not null,
  position integer not null,
  match jsonb not null,
  category text not null,
  primary key (workspace_id, id)
);

-- The last refused events, for the live debugger. Trimmed, so it is a window and not an archive.
create table refusal (
  workspace_id uuid not null,
  id bigint generated always as identity,
  at timestamptz not null,
  source text not null,
  reason text not null,
  field text,
  message text not null,
  event jsonb,
  primary key (workspace_id, id)
);

-- People who were erased: hashes of their identities, so that a late event does not bring them back.
create table tombstone (
  workspace_id uuid not null,
  identity_id uuid not null,
  erased_at timestamptz not null default now(),
  primary key (workspace_id, identity_id)
);

-- Conversations: who answers (rep), where they start (link), what is said (conversation, message, file), what connects us to
-- others (connection, Slack) and what is still to be told to them (delivery).

-- Somebody who answers leads: a member, a person of a connected Slack team, or both, matched by e-mail.
create table rep (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  -- Lower-cased; what members and Slack users are matched by.
  email text,
  avatar_url text,
  -- auth_user.id; null for somebody who answers from Slack only.
  user_id text,
  -- False: no longer assignable (left Slack, removed as a member). Kept, since conversations name them.
  active boolean not null default true,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id)
);
create unique index rep_email on rep (workspace_id, email) where email is not null;
create unique index rep_user on rep (workspace_id, user_id) where user_id is not null;

-- A claim that is only likely (a link made for one recipient), and a stretch that rests on nothing else.
alter table signal add column claim_weak boolean not null default false;
alter table ledger add column weak boolean not null default false;

-- A shareable address that starts a chat or a meeting, or leads to a fixed page.
create table link (
  workspace_id uuid not null,
  id uuid not null,
  slug text not null,
  name text not null,
  kind text not null check (kind in ('chat', 'meeting', 'redirect')),
  channel text not null,
  -- The fixed page of a redirect; null otherwise.
  target text,
  -- The rep of a personal link: its conversations are theirs. Null: the team's.
  owner_id uuid,
  -- Shape: LinkSettings in src/links/settings.ts: utm, greeting, texts.
  settings jsonb not null default '{}',
  active boolean not null default true,
  expires_at timestamptz,
  -- Shown no more; its slug stays taken.
  archived_at timestamptz,
  created_by text not null,
  created_at timestamptz not null,
  -- Moves with every change and every new slug: what processes that keep links in memory look for.
  updated_at timestamptz not null,
  primary key (workspace_id, id)
);
create index link_updated on link (updated_at);

-- Which link a slug means, over all workspaces, since /l/<slug> names none. Slugs of renamed links go on leading there: they are printed.
create table link_slug (
  slug text primary key,
  workspace_id uuid not null,
  link_id uuid not null,
  created_at timestamptz not null default now()
);
create index link_slug_link on link_slug (workspace_id, link_id);

-- Somebody a link was made for. The token in their address names this row and is signed.
create table link_recipient (
  workspace_id uuid not null,
  id uuid not null,
  link_id uuid not null,
  email text not null,
  name text,
  -- When a browser first was proven to have opened it.
  opened_at timestamptz,
  created_at timestamptz not null,
  primary key (workspace_id, id)
);
create unique index link_recipient_email on link_recipient (workspace_id, link_id, email);

-- One request for a link's address. Human once the page proved to be seen; unproven ones become filtered signals after a while.
create table link_visit (
  workspace_id uuid not null,
  id uuid not null,
  link_id uuid not null,
  at timestamptz not null,
  recipient_id uuid,
  -- Referring host, UTM source or the link's channel.
  source text not null,
  -- Why it cannot be a person (bot, HEAD, prefetch ...), or null.
  bot text,
  -- The browser, once known. Identity of kind 'browser'.
  identity_id uuid,
  opened_at timestamptz,
  -- Its unproven click was recorded as a filtered signal.
  filed boolean not null default false,
  -- What the request carried, for the signal. Shape: KeptContext in src/links/visits/visit-store.ts.
  context jsonb not null default '{}',
  primary key (workspace_id, id)
);
create index link_visit_at on link_visit (workspace_id, at);
create index link_visit_unfiled on link_visit (workspace_id, at) where not filed;
create index link_visit_identity on link_visit (workspace_id, identity_id) where identity_id is not null;

-- Counts per link, day and source, for its statistics.
create table link_count (
  workspace_id uuid not null,
  link_id uuid not null,
  day integer not null,
  source text not null,
  clicks integer not null default 0,
  opens integer not null default 0,
  filtered integer not null default 0,
  primary key (workspace_id, link_id, day, source)
);

-- The browsers that opened a link: its people.
create table link_visitor (
  workspace_id uuid not null,
  link_id uuid not null,
  identity_id uuid not null,
  first_at timestamptz not null,
  primary key (workspace_id, link_id, identity_id)
);
create index link_visitor_identity on link_visitor (workspace_id, identity_id);

create table conversation (
  workspace_id uuid not null,
  id uuid not null,
  -- The browser it is held in, and its time in ms: together they name the contact, through the ledger.
  identity_id uuid not null,
  started_at bigint not null,
  link_id uuid,
  surface text not null check (surface in ('website', 'link')),
  -- Shape: ConversationState in src/chat/state.ts. The columns below repeat what lists and timers look up.
  state jsonb not null,
  status text not null,
  -- When the state changes by itself; null: never.
  due_at timestamptz,
  owner_id uuid,
  responding_id uuid,
  -- The last message, or the beginning: what lists are sorted by.
  active_at timestamptz not null,
  last_message_at timestamptz,
  last_seq bigint not null default 0,
  last_lead_seq bigint not null default 0,
  lead_read_seq bigint not null default 0,
  team_read_seq bigint not null default 0,
  -- The first reply of a person and how long it took, for the expected time of a reply.
  replied_at timestamptz,
  response_ms bigint,
  -- The decided type of this conversation, and where it is from: 'model', 'provider', 'answer', 'rep'.
  intent_type text not null default 'Unknown',
  intent_type_final boolean not null default false,
  -- Shape: TypeVerdict with `by` and `at`.
  type_verdict jsonb,
  -- {url, path, title, language, userAgent ...} when it began.
  context jsonb not null default '{}',
  created_at timestamptz not null,
  primary key (workspace_id, id)
);
create index conversation_recent on conversation (workspace_id, active_at desc, id);
create index conversation_status on conversation (workspace_id, status, active_at desc, id);
create index conversation_owner on conversation (workspace_id, owner_id, active_at desc, id) where owner_id is not null;
create index conversation_replied on conversation (workspace_id, replied_at desc) where replied_at is not null;
create index conversation_identity on conversation (workspace_id, identity_id, started_at);
create index conversation_due on conversation (due_at) where due_at is not null;
create index conversation_link on conversation (workspace_id, link_id) where link_id is not null;

-- SHA-256 of the secrets that read a conversation: of the browser that began it, and of those that a signed token let in.
create table conversation_key (
  workspace_id uuid not null,
  conversation_id uuid not null,
  secret_hash bytea not null,
  created_at timestamptz not null,
  primary key (workspace_id, conversation_id, secret_hash)
);

create table message (
  workspace_id uuid not null,
  conversation_id uuid not null,
  -- Position in the conversation, from 1 without gaps.
  seq bigint not null,
  id uuid not null,
  -- Made by the sender, the same on every retry.
  client_id text not null,
  at timestamptz not null,
  author text not null check (author in ('lead', 'rep', 'agent', 'system')),
  -- rep.id for a rep; null otherwise.
  author_id uuid,
  author_name text,
  -- Where it entered: 'widget', 'inbox', 'slack', 'knock'.
  via text not null,
  text text not null,
  -- Never shown to the lead.
  internal boolean not null default false,
  -- Quick replies, or what a system message is about; shape: MessageExtra in src/chat/message.ts.
  extra jsonb,
  edited_at timestamptz,
  deleted_at timestamptz,
  -- Counts up with every change of the conversation's messages, so that a reader who was away gets edits too.
  change bigint not null,
  primary key (workspace_id, conversation_id, seq)
);
create unique index message_client on message (workspace_id, conversation_id, client_id);
create unique index message_id on message (workspace_id, id);
create index message_change on message (workspace_id, conversation_id, change);
create index message_search on message using gin (to_tsvector('simple', text));

-- A file somebody sent. `message_id` is null from upload until the message that carries it.
create table chat_file (
  workspace_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  message_id uuid,
  -- Position among the files of its message, from 1.
  place integer,
  name text not null,
  -- Sniffed from the bytes, never what the sender said.
  media_type text not null,
  size integer not null,
  bytes bytea not null,
  created_at timestamptz not null,
  primary key (workspace_id, id)
);
create index chat_file_message on chat_file (workspace_id, conversation_id, message_id);
create index chat_file_unsent on chat_file (created_at) where message_id is null;

-- How a workspace's chat looks and behaves. Shape: ChatSetup in wire/api/conversations.ts; missing keys take their defaults.
create table chat_setup (
  workspace_id uuid primary key,
  settings jsonb not null default '{}',
  updated_at timestamptz not null
);

create table canned_reply (
  workspace_id uuid not null,
  id uuid not null,
  title text not null,
  text text not null,
  created_by text not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id)
);
create unique index canned_reply_title on canned_reply (workspace_id, lower(title));

-- What a rep said a lead came for, kept to train on.
create table type_label (
  workspace_id uuid not null,
  conversation_id uuid not null,
  intent_type text not null,
  -- What the model had said.
  before text not null,
  actor text not null,
  at timestamptz not null,
  primary key (workspace_id, conversation_id)
);

-- A provider, authorised. At most one of a kind and key: Slack has one for each team.
create table connection (
  workspace_id uuid not null,
  -- 'slack', 'ai' ...
  kind text not null,
  -- Slack: the team's id. Others: ''.
  key text not null default '',
  name text not null,
  settings jsonb not null default '{}',
  -- Encrypted with a key derived from the installation's secret. Never sent to a browser.
  secrets text not null,
  -- 'connected', or why it is not: a word of the kind's own list.
  state text not null,
  problem text,
  connected_by text not null,
  connected_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, kind, key)
);
create index connection_kind on connection (kind, key);

-- People of a connected Slack team, and the rep each is.
create table slack_user (
  workspace_id uuid not null,
  team_id text not null,
  user_id text not null,
  rep_id uuid,
  name text not null,
  email text,
  avatar_url text,
  active boolean not null default true,
  updated_at timestamptz not null,
  primary key (workspace_id, team_id, user_id)
);
create index slack_user_rep on slack_user (workspace_id, rep_id) where rep_id is not null;

-- The thread a conversation is mirrored in. Old ones stay when a team reconnects or the channel changes.
create table slack_thread (
  workspace_id uuid not null,
  team_id text not null,
  channel text not null,
  thread_ts text not null,
  conversation_id uuid not null,
  -- Hash of the card as Slack shows it, to update it only when it changed.
  card text,
  -- `message.change` up to which the thread shows everything.
  mirrored bigint not null default 0,
  -- The latest reply of a person that was read from it.
  read_ts text,
  created_at timestamptz not null,
  primary key (workspace_id, team_id, channel, thread_ts)
);
create index slack_thread_conversation on slack_thread (workspace_id, conversation_id, created_at desc);

-- What is being posted to Slack, written before it is tried and removed once known: one that is found here may have arrived or not, and
-- is looked for before it is tried again.
create table slack_post (
  workspace_id uuid not null,
  -- Goes with the post as metadata; `file:<id>` for an upload.
  key text not null,
  team_id text not null,
  channel text not null,
  -- Null for the card, which begins the thread.
  thread_ts text,
  conversation_id uuid not null,
  -- Ids of the messages that it says.
  messages text[] not null,
  created_at timestamptz not null,
  primary key (workspace_id, key)
);
create index slack_post_conversation on slack_post (workspace_id, conversation_id);

-- Which Slack message is which of ours, both ways. A burst of a lead's messages is one of Slack's. A file that we uploaded has
-- `file:<Slack's id>:<ours>` in place of a ts.
create table slack_message (
  workspace_id uuid not null,
  team_id text not null,
  channel text not null,
  ts text not null,
  message_id uuid not null,
  conversation_id uuid not null,
  -- What a rep's message shows: 'delivered', or 'left' while the lead is away.
  mark text,
  primary key (workspace_id, team_id, channel, ts, message_id)
);
create index slack_message_message on slack_message (workspace_id, message_id);
create index slack_message_conversation on slack_message (workspace_id, conversation_id);

-- Events as Slack sent them, answered once stored and processed after, by a delivery of the topic 'slack-event'. The id is Slack's,
-- so a retry is the same row. The payload is emptied once processed.
create table slack_event (
  workspace_id uuid not null,
  id text not null,
  team_id text not null,
  payload jsonb not null,
  received_at timestamptz not null,
  done_at timestamptz,
  primary key (workspace_id, id)
);
create index slack_event_received on slack_event (received_at);

-- The outbox: what is to be told to somebody outside, written in the transaction of its cause. At least once, in order within a lane.
create table delivery (
  workspace_id uuid not null,
  id bigint generated always as identity,
  -- Which handler sends it: 'slack.post', 'signal' ...
  topic text not null,
  -- Deliveries of one topic and lane go out one after the other.
  lane text not null,
  -- The same cause never enters twice.
  key text not null,
  payload jsonb not null,
  state text not null check (state in ('waiting', 'done', 'dead')),
  attempts integer not null default 0,
  -- Not tried before. While one is being tried this lies a little ahead, so that somebody else takes over if the process dies.
  due_at timestamptz not null,
  -- The last failure: a word and a sentence.
  problem text,
  created_at timestamptz not null,
  done_at timestamptz,
  primary key (workspace_id, id)
);
create unique index delivery_key on delivery (workspace_id, topic, key);
create index delivery_waiting on delivery (workspace_id, topic, lane, id) where state = 'waiting';
create index delivery_due on delivery (due_at) where state = 'waiting';
create index delivery_dead on delivery (workspace_id, id desc) where state = 'dead';

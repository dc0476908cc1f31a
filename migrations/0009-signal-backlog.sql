-- Signals that were acknowledged when many senders waited, and are recorded in turn. Rows come and go; what is said of a signal is in `signal`.
create table signal_backlog (
  workspace_id uuid not null,
  id bigint generated always as identity primary key,
  -- Drafts as a JSON array, read and written whole.
  drafts text not null,
  n int not null,
  -- Not tried before: something in it could not be recorded.
  due_at timestamptz not null default '-infinity',
  -- Somebody records it until then; if two do, that changes nothing.
  held_until timestamptz not null default '-infinity'
);
-- Gone within seconds: pressing them costs more than room.
alter table signal_backlog alter column drafts set storage external;

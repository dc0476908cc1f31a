-- Whose kept signals nobody takes before `until`, so that an erasure finds none of them being recorded. Rows come and go.
create table backlog_pause (
  workspace_id uuid primary key,
  until timestamptz not null
);

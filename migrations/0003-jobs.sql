-- Long jobs: how far each is, so that it goes on where it was after a crash. One row per workspace and job: the run that
-- runs now or ran last. A new request writes a new run over it, which tells the one before to stop.

create table job_run (
  workspace_id uuid not null,
  -- 'replay', 'sample', 'rescore' ...
  job text not null,
  id uuid not null,
  state text not null check (state in ('waiting', 'running', 'done', 'failed')),
  -- What it was asked to do, and what is known of its outcome; the job that owns it gives the shape.
  task jsonb not null default '{}',
  -- Everything up to here is done; null at the beginning.
  after text,
  done integer not null default 0,
  -- 0 while unknown.
  total integer not null default 0,
  started_at timestamptz not null,
  finished_at timestamptz,
  -- What went wrong, for a reader.
  problem text,
  primary key (workspace_id, job)
);

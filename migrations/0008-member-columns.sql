-- Which columns of which table a member chose to see: {"contacts": {"country": true, "source": false}}.
alter table auth_member add column columns jsonb not null default '{}';

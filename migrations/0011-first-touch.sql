-- The first touch is the first one that can begin a session (`first` in src/intent/standing.ts); before, it was the earliest of any signal.
-- Where that one only went on with a session, it is looked for again.
update contact_heat h
set first_touch = f.touch || jsonb_build_object('landing', f.path),
  first_touch_at = (extract(epoch from f.at) * 1000)::bigint, first_touch_id = f.id
from (
  select distinct on (l.workspace_id, l.contact_id) l.workspace_id, l.contact_id, s.at, s.id, s.path, s.context->'touch' as touch
  from contact_heat c
    join ledger l on l.workspace_id = c.workspace_id and l.contact_id = c.contact_id and l.closed_at is null
    join signal s on s.workspace_id = l.workspace_id and s.identity_id = l.identity_id
      and s.at >= to_timestamp(l.since / 1000.0) and (l.until is null or s.at < to_timestamp(l.until / 1000.0))
  where (c.first_touch->>'entry')::boolean is not true and s.filtered is null and (s.context->'touch'->>'entry')::boolean
  order by l.workspace_id, l.contact_id, s.at, s.id) f
where h.workspace_id = f.workspace_id and h.contact_id = f.contact_id;

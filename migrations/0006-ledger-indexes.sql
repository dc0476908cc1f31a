-- Look-ups by identity must not be answered from an index by contact or person: a planner without statistics (a new installation) takes
-- any index that begins with the workspace for as good as another, and then reads the whole workspace for each look.
drop index ledger_contact;
create index ledger_contact on ledger (contact_id, workspace_id) where closed_at is null;
drop index ledger_person;
create index ledger_person on ledger (person_id, workspace_id) where closed_at is null and person_id is not null;
drop index ledger_closed;
create index ledger_closed on ledger (identity_id, workspace_id) where closed_at is not null;

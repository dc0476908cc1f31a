-- What the dashboard's lists look up, beside the indexes that recording needs.

-- Contacts and accounts by first seen.
create index contact_heat_first on contact_heat (workspace_id, first_signal_at desc, contact_id);
create index account_heat_first on account_heat (workspace_id, first_signal_at desc nulls last, account_id);

-- The few whose reason for coming is known; the many Unknown are not in it.
create index contact_type on contact (workspace_id, intent_type) where intent_type <> 'Unknown';

-- What was decided differently before: an identity's history. Open rows have indexes of their own.
create index ledger_closed on ledger (workspace_id, identity_id) where closed_at is not null;

-- When the record was last heard to be another than before; null for what has not changed since this is kept.
alter table record add column changed_at timestamptz;

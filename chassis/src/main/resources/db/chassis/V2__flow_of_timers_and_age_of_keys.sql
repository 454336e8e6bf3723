-- What brought a timer about, so that its events go on with that flow. Null in rows from before, which are a flow of their own.
alter table chassis.timer add column correlation_id text, add column causation_id text;

-- Keys go in small batches when they are too old to be repeated, as fast as they come: vacuum has to follow.
alter table chassis.idempotency_key set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 5000);

-- What a job of one kind reports in addition to its counts and errors: a JSON object.
alter table chassis.job add column report jsonb;

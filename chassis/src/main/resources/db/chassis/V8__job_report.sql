-- What a job of one kind reports in addition to its counts and errors: a JSON object,
-- as json to keep the order of its members.
alter table chassis.job add column report json;

-- Version on the topic of the message that a row was last written from, so that facts derived from the record state it. Null for rows
-- that the API or an import wrote, whose version is their own number, and for rows that an earlier release wrote from the topic.
alter table record add column topic_version text;

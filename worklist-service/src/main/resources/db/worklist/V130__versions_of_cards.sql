-- Version of the record on crm.records; null in rows of earlier releases.
alter table record_card add column version text;

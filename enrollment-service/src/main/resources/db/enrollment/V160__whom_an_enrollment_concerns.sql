-- Sellers see the enrollments of their records and of their teams' records, whoever has the steps; ended ones as well.
create index record_owner on record (owner_type, owner_id);
create index enrollment_of_record on enrollment (record_type, record_id, enrollment_id);

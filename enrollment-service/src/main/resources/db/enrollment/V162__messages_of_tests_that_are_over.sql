-- Messages go when their test is over.
create index ab_test_message_test on ab_test_message (ab_test_id);

-- Those of tests that were over before: by a job each, since there may be millions.
insert into chassis.job (id, kind, status, input, actor, cause, created_at)
select gen_random_uuid()::text, 'forget-test-messages', 'running', jsonb_build_object('testId', ab_test_id), 'system:ab-test',
       jsonb_build_object('actor', 'system:ab-test', 'correlationId', ab_test_id), chassis.suite_now()
from ab_test
where decided_at is not null;

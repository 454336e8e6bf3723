-- Enrollments that stand still at what could not be executed, and ended ones that could not go on elsewhere.
alter table enrollment add column error jsonb;
alter table enrollment add column error_code text;
create index enrollment_in_error on enrollment (error_code, enrollment_id) where error_code is not null;

-- An enrollment in error is open as well.
create index enrollment_open_record on enrollment ((record_type || ':' || record_id)) where ended_at is null;
drop index enrollment_record;

-- A/B tests with their figures, kept with the messages and activities that they count.
create table ab_test (
    ab_test_id      text        primary key,
    sequence_id     text        not null,
    version         int         not null,
    step_key        text        not null,
    name            text        not null,
    template_a      text        not null,
    template_b      text        not null,
    share_of_a      int         not null,
    winning_metric  text        not null,
    ends_at         timestamptz,
    default_version text        not null,
    started_at      timestamptz not null,
    sent_a          bigint      not null,
    engaged_a       bigint      not null,
    sent_b          bigint      not null,
    engaged_b       bigint      not null,
    outcome         text,
    winner          text,
    decided_by      text,
    decided_at      timestamptz,
    check ((decided_at is null) = (winner is null)),
    check (engaged_a <= sent_a and engaged_b <= sent_b)
) with (fillfactor = 50);
create index ab_test_sequence on ab_test (sequence_id, ab_test_id);

-- Messages of tests that are on, so that each counts once.
create table ab_test_message (
    step_id    text        primary key,
    ab_test_id text        not null,
    version    text        not null,
    record_key text        not null,
    sent_at    timestamptz not null,
    engaged_at timestamptz
) with (fillfactor = 80);
create index ab_test_message_record on ab_test_message (record_key);

-- Other records that exit criteria of an open enrollment ask about.
create table exit_reference (
    to_key        text not null,
    enrollment_id text not null,
    primary key (to_key, enrollment_id)
);
create index exit_reference_enrollment on exit_reference (enrollment_id);

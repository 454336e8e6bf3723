-- Projection "enrollments": which branch each enrollment took, and how it went on from there.
create table branch_fact (
    step_id       text collate "C" primary key,
    enrollment_id text collate "C" not null,
    sequence_id   text collate "C" not null,
    version       int              not null,
    step_key      text collate "C" not null,
    branch        text             not null check (branch in ('yes', 'no')),
    evaluated_at  timestamptz      not null,
    status        text             not null check (status in ('connected', 'completed', 'disconnected')),
    last_sequence bigint           not null
) with (fillfactor = 80);
create index on branch_fact (enrollment_id);
create index on branch_fact (sequence_id, version, evaluated_at);

create table branch_funnel (
    sequence_id  text collate "C" not null,
    version      int              not null,
    step_key     text collate "C" not null,
    branch       text collate "C" not null,
    entered      bigint           not null,
    in_progress  bigint           not null,
    completed    bigint           not null,
    disconnected bigint           not null,
    primary key (sequence_id, version, step_key, branch),
    constraint branch_balance check (entered = in_progress + completed + disconnected)
) with (fillfactor = 50);

-- What could not be executed and was not tried again since.
alter table enrollment_fact add column error_key text;
alter table enrollment_fact add column error_code text;
alter table enrollment_fact add constraint enrollment_error_whole check ((error_key is null) = (error_code is null));

create table enrollment_error (
    sequence_id text collate "C" not null,
    version     int              not null,
    step_key    text collate "C" not null,
    error_code  text collate "C" not null,
    enrollments bigint           not null,
    primary key (sequence_id, version, step_key, error_code)
) with (fillfactor = 50);

-- What came before this release is in the archive. A text that PostgreSQL cannot keep is replaced as the fold replaces it.
insert into branch_fact
select distinct on (e.data ->> 'stepId')
       e.data ->> 'stepId', f.enrollment_id, f.sequence_id, f.version, e.data ->> 'stepKey', e.data ->> 'branch',
       (e.data ->> 'evaluatedAt')::timestamptz, f.status,
       case when f.status = 'connected' then e.sequence else f.last_sequence end
from (select position, sequence, replace(data::text, '\u0000', '\ufffd')::json as data
      from event_archive
      where consumer = 'insights.enrollments' and type = 'sequences.enrollment.condition-evaluated.v1') e
join enrollment_fact f on f.enrollment_id = e.data ->> 'enrollmentId'
order by e.data ->> 'stepId', e.position;

insert into branch_funnel
select sequence_id, version, step_key, branch, count(*), count(*) filter (where status = 'connected'),
       count(*) filter (where status = 'completed'), count(*) filter (where status = 'disconnected')
from branch_fact group by sequence_id, version, step_key, branch;

-- Messages that go out by themselves are nobody's work.
delete from seller_funnel where assignee_type = 'system';

create or replace function define_analytics_views() returns void language plpgsql as
$define$
begin
    create or replace view analytics.sequences as
    select sequence_id, name, record_type, owner, status, live_version from public.sequence_definition;

    create or replace view analytics.sequence_steps as
    select sequence_id, version, position, node_key as step_key, node_type as step_type, name from public.sequence_node;

    create or replace view analytics.enrollments as
    select enrollment_id, sequence_id, version, record_type, record_id, source, segment_id, assignee_type, assignee,
           enrolled_at, ended_at, status, end_reason, disposition, completed_steps, last_sequence,
           error_key, error_code
    from public.enrollment_fact;

    create or replace view analytics.steps as
    select step_id, enrollment_id, sequence_id, version, step_key, step_type, name, assignee_type, assignee,
           opened_at, closed_at, status, call_result, wait_end,
           extract(epoch from closed_at - opened_at) as seconds, last_sequence
    from public.step_fact;

    create or replace view analytics.step_funnel as
    select f.sequence_id, f.version, n.position, f.step_key, f.step_type, f.name,
           f.entered, f.in_progress, f.completed, f.skipped, f.cancelled,
           case when f.entered > 0 then round(f.cancelled::numeric / f.entered, 4) end as drop_off
    from public.step_funnel f
    left join public.sequence_node n
           on n.sequence_id = f.sequence_id and n.version = f.version and n.node_key = f.step_key;

    create or replace view analytics.step_actions as
    select sequence_id, version, step_key, action, occurrences from public.step_action;

    create or replace view analytics.enrollment_funnel as
    select sequence_id, version, entered, in_progress, completed, disconnected,
           case when walked_through > 0 then round(walked_millis / 86400000.0 / walked_through, 6) end
               as average_days_to_complete
    from public.enrollment_funnel;

    create or replace view analytics.end_reasons as
    select sequence_id, version, end_reason, enrollments from public.end_reason where enrollments > 0;

    create or replace view analytics.enrollment_days as
    select sequence_id, version, day, entered, completed, disconnected from public.enrollment_day;

    create or replace view analytics.sellers as
    select assignee_type, assignee, sequence_id, entered, in_progress, completed, skipped, cancelled
    from public.seller_funnel where entered > 0;

    create or replace view analytics.branches as
    select step_id, enrollment_id, sequence_id, version, step_key, branch, evaluated_at, status, last_sequence
    from public.branch_fact;

    create or replace view analytics.branch_funnel as
    select f.sequence_id, f.version, n.position, f.step_key, n.name, f.branch,
           f.entered, f.in_progress, f.completed, f.disconnected,
           case when f.entered > 0 then round(f.disconnected::numeric / f.entered, 4) end as drop_off
    from public.branch_funnel f
    left join public.sequence_node n
           on n.sequence_id = f.sequence_id and n.version = f.version and n.node_key = f.step_key;

    create or replace view analytics.enrollment_errors as
    select sequence_id, version, step_key, error_code, enrollments
    from public.enrollment_error where enrollments > 0;

    create or replace view analytics.freshness as
    select case consumer when 'insights.enrollments' then 'enrollments'
                         when 'insights.definitions' then 'definitions' else consumer end as projection,
           last_event_at, received_at
    from public.projection_freshness;
end
$define$;
select define_analytics_views();

comment on column analytics.enrollments.error_key is 'Node that could not be executed and was not tried again since; null when there is none.';
comment on column analytics.enrollments.error_code is 'Why it could not be executed, e.g. field-missing or advance-target-inactive; more may come.';

comment on view analytics.branches is 'One row per condition that an enrollment has passed.';
comment on column analytics.branches.step_id is 'Id of the step instance.';
comment on column analytics.branches.enrollment_id is 'The enrollment that it belongs to.';
comment on column analytics.branches.sequence_id is 'Id of the sequence.';
comment on column analytics.branches.version is 'Version of the sequence.';
comment on column analytics.branches.step_key is 'Stable key of the condition.';
comment on column analytics.branches.branch is 'yes or no.';
comment on column analytics.branches.evaluated_at is 'When it was decided.';
comment on column analytics.branches.status is 'How the enrollment stands: connected (on), completed or disconnected.';
comment on column analytics.branches.last_sequence is 'Position, in the stream of the enrollment, of the last event that changed this row.';

comment on view analytics.branch_funnel is 'One row per sequence, version, condition and branch: live counters. entered = in_progress + completed + disconnected always holds.';
comment on column analytics.branch_funnel.sequence_id is 'Id of the sequence.';
comment on column analytics.branch_funnel.version is 'Version of the sequence.';
comment on column analytics.branch_funnel.position is 'Place in the graph, for sorting; null until the version itself has been received.';
comment on column analytics.branch_funnel.step_key is 'Stable key of the condition.';
comment on column analytics.branch_funnel.name is 'Name of the condition; null where the designer gave none.';
comment on column analytics.branch_funnel.branch is 'yes or no.';
comment on column analytics.branch_funnel.entered is 'Enrollments that took this branch.';
comment on column analytics.branch_funnel.in_progress is 'Of these, those that are on now.';
comment on column analytics.branch_funnel.completed is 'Of these, those that ended as completed.';
comment on column analytics.branch_funnel.disconnected is 'Of these, those that were disconnected.';
comment on column analytics.branch_funnel.drop_off is 'disconnected / entered, 0 to 1; null when nobody entered.';

comment on view analytics.enrollment_errors is 'One row per sequence, version, node and reason for which enrollments need somebody to look.';
comment on column analytics.enrollment_errors.sequence_id is 'Id of the sequence.';
comment on column analytics.enrollment_errors.version is 'Version of the sequence.';
comment on column analytics.enrollment_errors.step_key is 'Stable key of the node that could not be executed.';
comment on column analytics.enrollment_errors.error_code is 'Why, as in enrollments.error_code.';
comment on column analytics.enrollment_errors.enrollments is 'Enrollments that it holds for now.';

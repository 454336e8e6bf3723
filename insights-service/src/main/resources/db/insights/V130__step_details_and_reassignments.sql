-- Projection "enrollments": who closed a step, its test version and due time, and to whom steps were reassigned.
alter table step_fact add column closed_by text;
alter table step_fact add column ab_version text;
alter table step_fact add column due_at timestamptz;
alter table step_fact add column snooze_count int not null default 0;

-- These columns never change, so updates stay within their page (HOT).
create index on step_fact (enrollment_id);
create index on step_fact (sequence_id, version, step_key);
create index on enrollment_fact (record_type, record_id);

create table step_reassignment (
    step_id            text collate "C" not null,
    position           bigint           not null,
    enrollment_id      text collate "C" not null,
    sequence_id        text collate "C" not null,
    version            int              not null,
    step_key           text collate "C" not null,
    from_assignee_type text             not null,
    from_assignee      text             not null,
    to_assignee_type   text             not null,
    to_assignee        text             not null,
    reassigned_at      timestamptz      not null,
    primary key (step_id, position)
);
create index on step_reassignment (from_assignee_type, from_assignee, reassigned_at);

-- A reassigned step remains in the figures of its former assignee.
alter table seller_funnel add column reassigned bigint not null default 0;
alter table seller_funnel add column closed_by_them bigint not null default 0;
alter table seller_funnel drop constraint seller_balance;
alter table seller_funnel add constraint seller_balance
    check (entered = in_progress + completed + skipped + cancelled + reassigned);

-- An enrollment that advanced to another sequence did not drop off.
alter table branch_fact add column end_reason text;
alter table branch_funnel add column advanced bigint not null default 0;
update branch_fact b set end_reason = e.end_reason from enrollment_fact e
where e.enrollment_id = b.enrollment_id and b.status <> 'connected';
update branch_funnel f set advanced = a.advanced
from (select sequence_id, version, step_key, branch, count(*) as advanced
      from branch_fact where end_reason = 'advanced' group by 1, 2, 3, 4) a
where a.sequence_id = f.sequence_id and a.version = f.version and a.step_key = f.step_key and a.branch = f.branch;

-- A projection whose revision is below that of the code is rebuilt from the archive after the start.
create table projection_revision (
    projection text primary key,
    revision   int not null
);

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
           extract(epoch from closed_at - opened_at) as seconds, last_sequence,
           closed_by, ab_version, due_at, snooze_count
    from public.step_fact;

    create or replace view analytics.step_reassignments as
    select step_id, position, enrollment_id, sequence_id, version, step_key, from_assignee_type, from_assignee,
           to_assignee_type, to_assignee, reassigned_at
    from public.step_reassignment;

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
    select assignee_type, assignee, sequence_id, entered, in_progress, completed, skipped, cancelled,
           reassigned, closed_by_them
    from public.seller_funnel where entered > 0 or closed_by_them > 0;

    create or replace view analytics.branches as
    select step_id, enrollment_id, sequence_id, version, step_key, branch, evaluated_at, status, last_sequence,
           end_reason
    from public.branch_fact;

    create or replace view analytics.branch_funnel as
    select f.sequence_id, f.version, n.position, f.step_key, n.name, f.branch,
           f.entered, f.in_progress, f.completed, f.disconnected,
           case when f.entered > 0 then round((f.disconnected - f.advanced)::numeric / f.entered, 4) end as drop_off,
           f.advanced
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

comment on column analytics.steps.closed_by is 'Actor who completed or skipped the step: a user id, or system:... for the suite itself; null while it is in progress and for cancelled steps.';
comment on column analytics.steps.ab_version is 'Version of the A/B test that this message belongs to; null for other steps.';
comment on column analytics.steps.due_at is 'When the step is due, after the last rescheduling; null for waits and automated messages.';
comment on column analytics.steps.snooze_count is 'Number of times that the step was rescheduled.';
comment on view analytics.step_reassignments is 'One row per reassignment of a step. Key: step_id, position.';
comment on column analytics.step_reassignments.step_id is 'Id of the step.';
comment on column analytics.step_reassignments.position is 'Position of the event in the stream of the enrollment.';
comment on column analytics.step_reassignments.enrollment_id is 'The enrollment of the step.';
comment on column analytics.step_reassignments.sequence_id is 'Id of the sequence.';
comment on column analytics.step_reassignments.version is 'Version of the sequence.';
comment on column analytics.step_reassignments.step_key is 'Stable key of the node.';
comment on column analytics.step_reassignments.from_assignee_type is 'user or team.';
comment on column analytics.step_reassignments.from_assignee is 'Former assignee.';
comment on column analytics.step_reassignments.to_assignee_type is 'user or team.';
comment on column analytics.step_reassignments.to_assignee is 'New assignee.';
comment on column analytics.step_reassignments.reassigned_at is 'When the step was reassigned.';
comment on view analytics.sellers is 'One row per assignee and sequence: steps assigned to them, without waits and automated messages. entered = in_progress + completed + skipped + cancelled + reassigned always holds.';
comment on column analytics.sellers.entered is 'Steps assigned to them. A step that returns to a former assignee counts again.';
comment on column analytics.sellers.reassigned is 'Of these, reassigned to another seller or team.';
comment on column analytics.sellers.closed_by_them is 'Steps that this user completed or skipped, whoever they were assigned to; 0 for teams.';
comment on column analytics.branches.end_reason is 'Why the enrollment ended; null while it is in progress.';
comment on column analytics.branch_funnel.advanced is 'Of the disconnected ones, those that advanced to another sequence.';
comment on column analytics.branch_funnel.drop_off is '(disconnected - advanced) / entered, 0 to 1; null if entered is 0.';

-- The read-only face for analysts. Columns may be added; a change of meaning is a new view. docs/insights.md has grain,
-- freshness and examples.
create schema analytics;
comment on schema analytics is 'Read-only views on sequences, enrollments and steps. All times are UTC instants. Documented in docs/insights.md.';

-- Called again by a rebuild after it has put new tables in the place of the old ones. Keeps grants and comments.
create function define_analytics_views() returns void language plpgsql as
$define$
begin
    create or replace view analytics.sequences as
    select sequence_id, name, record_type, owner, status, live_version from public.sequence_definition;

    create or replace view analytics.sequence_steps as
    select sequence_id, version, position, node_key as step_key, node_type as step_type, name from public.sequence_node;

    create or replace view analytics.enrollments as
    select enrollment_id, sequence_id, version, record_type, record_id, source, segment_id, assignee_type, assignee,
           enrolled_at, ended_at, status, end_reason, disposition, completed_steps, last_sequence
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

    create or replace view analytics.freshness as
    select case consumer when 'insights.enrollments' then 'enrollments'
                         when 'insights.definitions' then 'definitions' else consumer end as projection,
           last_event_at, received_at
    from public.projection_freshness;
end
$define$;
select define_analytics_views();

comment on view analytics.sequences is 'One row per sequence, deleted ones included.';
comment on column analytics.sequences.sequence_id is 'Id of the sequence.';
comment on column analytics.sequences.name is 'Its present name.';
comment on column analytics.sequences.record_type is 'lead, opportunity, account or contact; more may come.';
comment on column analytics.sequences.owner is 'User id of the owner.';
comment on column analytics.sequences.status is 'inactive, active, revision (active and being edited) or deleted.';
comment on column analytics.sequences.live_version is 'Number of the newest activated version; 0 before the first.';

comment on view analytics.sequence_steps is 'One row per node of each activated version, conditions and commands included, in the order of the graph.';
comment on column analytics.sequence_steps.sequence_id is 'Id of the sequence.';
comment on column analytics.sequence_steps.version is 'Number of the version.';
comment on column analytics.sequence_steps.position is 'Place in the walk from the start, the yes branch before the no branch; 1 is the first.';
comment on column analytics.sequence_steps.step_key is 'Stable key of the node, the same in every version.';
comment on column analytics.sequence_steps.step_type is 'Type of the node, e.g. phone-call or wait.';
comment on column analytics.sequence_steps.name is 'Name shown to the seller; null where the designer gave none.';

comment on view analytics.enrollments is 'One row per enrollment: a record on one version of a sequence.';
comment on column analytics.enrollments.enrollment_id is 'Id of the enrollment.';
comment on column analytics.enrollments.sequence_id is 'Id of the sequence.';
comment on column analytics.enrollments.version is 'Version of the sequence that this enrollment walks.';
comment on column analytics.enrollments.record_type is 'Type of the record.';
comment on column analytics.enrollments.record_id is 'Id of the record in the CRM.';
comment on column analytics.enrollments.source is 'What enrolled it: manual, bulk, segment, command or api; more may come.';
comment on column analytics.enrollments.segment_id is 'The segment that brought it; null for other sources.';
comment on column analytics.enrollments.assignee_type is 'user or team.';
comment on column analytics.enrollments.assignee is 'Who got the steps at the start.';
comment on column analytics.enrollments.enrolled_at is 'When it began.';
comment on column analytics.enrollments.ended_at is 'When it ended; null while it is on.';
comment on column analytics.enrollments.status is 'connected (on), completed or disconnected.';
comment on column analytics.enrollments.end_reason is 'Why it ended; null while it is on. user-disconnected, sequence-deactivated, record-closed, exit-criterion-met, sequence-completed or advanced; more may come.';
comment on column analytics.enrollments.disposition is 'Classification given by the person who disconnected it.';
comment on column analytics.enrollments.completed_steps is 'Steps completed so far; waits do not count.';
comment on column analytics.enrollments.last_sequence is 'Position, in the stream of the enrollment, of the last event that changed this row.';

comment on view analytics.steps is 'One row per step or wait that an enrollment has entered.';
comment on column analytics.steps.step_id is 'Id of the step instance.';
comment on column analytics.steps.enrollment_id is 'The enrollment that it belongs to.';
comment on column analytics.steps.sequence_id is 'Id of the sequence.';
comment on column analytics.steps.version is 'Version of the sequence.';
comment on column analytics.steps.step_key is 'Stable key of the node.';
comment on column analytics.steps.step_type is 'Type of the node, e.g. email, phone-call, task; wait for waits.';
comment on column analytics.steps.name is 'Name shown to the seller; null for waits.';
comment on column analytics.steps.assignee_type is 'user or team.';
comment on column analytics.steps.assignee is 'Whose step it is, or was when it closed.';
comment on column analytics.steps.opened_at is 'When it became current.';
comment on column analytics.steps.closed_at is 'When it stopped being current; null while it is.';
comment on column analytics.steps.status is 'open, waiting (a wait under way), completed, skipped or cancelled (the enrollment ended meanwhile). A wait is completed when it has elapsed or was skipped.';
comment on column analytics.steps.call_result is 'Result of a phone call, as given at completion.';
comment on column analytics.steps.wait_end is 'How a wait ended: elapsed or skipped; null for steps.';
comment on column analytics.steps.seconds is 'Seconds from opened_at to closed_at; null while it is current.';
comment on column analytics.steps.last_sequence is 'Position, in the stream of the enrollment, of the last event that changed this row.';

comment on view analytics.step_funnel is 'One row per sequence, version and step: live counters. entered = in_progress + completed + skipped + cancelled always holds.';
comment on column analytics.step_funnel.sequence_id is 'Id of the sequence.';
comment on column analytics.step_funnel.version is 'Version of the sequence.';
comment on column analytics.step_funnel.position is 'Place in the graph, for sorting; null until the version itself has been received.';
comment on column analytics.step_funnel.step_key is 'Stable key of the node.';
comment on column analytics.step_funnel.step_type is 'Type of the node.';
comment on column analytics.step_funnel.name is 'Name shown to the seller; null for waits.';
comment on column analytics.step_funnel.entered is 'Enrollments that ever opened the step.';
comment on column analytics.step_funnel.in_progress is 'Of these, those that stand at it now.';
comment on column analytics.step_funnel.completed is 'Of these, those that completed it.';
comment on column analytics.step_funnel.skipped is 'Of these, those that skipped it.';
comment on column analytics.step_funnel.cancelled is 'Of these, those whose enrollment ended while the step was current.';
comment on column analytics.step_funnel.drop_off is 'cancelled / entered, 0 to 1; null when nobody entered.';

comment on view analytics.step_actions is 'One row per sequence, version, step and action: results of calls, and how waits ended.';
comment on column analytics.step_actions.sequence_id is 'Id of the sequence.';
comment on column analytics.step_actions.version is 'Version of the sequence.';
comment on column analytics.step_actions.step_key is 'Stable key of the node.';
comment on column analytics.step_actions.action is 'Call result as given at completion, or elapsed / skipped for waits.';
comment on column analytics.step_actions.occurrences is 'Steps with this action.';

comment on view analytics.enrollment_funnel is 'One row per sequence and version: live counters. entered = in_progress + completed + disconnected always holds.';
comment on column analytics.enrollment_funnel.sequence_id is 'Id of the sequence.';
comment on column analytics.enrollment_funnel.version is 'Version of the sequence.';
comment on column analytics.enrollment_funnel.entered is 'Enrollments that ever began.';
comment on column analytics.enrollment_funnel.in_progress is 'Of these, those that are on now.';
comment on column analytics.enrollment_funnel.completed is 'Of these, those that ended as completed.';
comment on column analytics.enrollment_funnel.disconnected is 'Of these, those that were disconnected.';
comment on column analytics.enrollment_funnel.average_days_to_complete is 'Mean days from enrolled_at to ended_at over enrollments with reason sequence-completed; null without any.';

comment on view analytics.end_reasons is 'One row per sequence, version and reason for which enrollments ended.';
comment on column analytics.end_reasons.sequence_id is 'Id of the sequence.';
comment on column analytics.end_reasons.version is 'Version of the sequence.';
comment on column analytics.end_reasons.end_reason is 'The reason, as in enrollments.end_reason.';
comment on column analytics.end_reasons.enrollments is 'Enrollments that ended for it.';

comment on view analytics.enrollment_days is 'One row per sequence, version and day (UTC) on which an enrollment began or ended.';
comment on column analytics.enrollment_days.sequence_id is 'Id of the sequence.';
comment on column analytics.enrollment_days.version is 'Version of the sequence.';
comment on column analytics.enrollment_days.day is 'The day, UTC.';
comment on column analytics.enrollment_days.entered is 'Enrollments that began on it.';
comment on column analytics.enrollment_days.completed is 'Enrollments that ended as completed on it.';
comment on column analytics.enrollment_days.disconnected is 'Enrollments that were disconnected on it.';

comment on view analytics.sellers is 'One row per assignee and sequence: the steps that are theirs, waits left out. A reassigned step counts for whom it went to.';
comment on column analytics.sellers.assignee_type is 'user or team.';
comment on column analytics.sellers.assignee is 'User or team id.';
comment on column analytics.sellers.sequence_id is 'Id of the sequence.';
comment on column analytics.sellers.entered is 'Steps that are or were theirs.';
comment on column analytics.sellers.in_progress is 'Of these, open now.';
comment on column analytics.sellers.completed is 'Of these, completed.';
comment on column analytics.sellers.skipped is 'Of these, skipped.';
comment on column analytics.sellers.cancelled is 'Of these, cancelled since the enrollment ended.';

comment on view analytics.freshness is 'One row per projection: how far it is.';
comment on column analytics.freshness.projection is 'enrollments (everything but sequences and sequence_steps) or definitions.';
comment on column analytics.freshness.last_event_at is 'When the newest event that is in the figures happened.';
comment on column analytics.freshness.received_at is 'When the last batch of events was taken.';

-- Another reader gets the same two grants from whoever runs the database.
do $$
begin
    if exists (select from pg_roles where rolname = 'analyst') then
        grant usage on schema analytics to analyst;
        grant select on all tables in schema analytics to analyst;
        alter default privileges in schema analytics grant select on tables to analyst;
    end if;
end
$$;

-- The outcome of every field update that an enrollment requested, once per step. A retry of the step replaces the outcome unless the
-- update was applied. position: number of the step's last published outcome.
create table field_update (
    step_id        text        primary key,
    request_id     text        not null,
    outcome        text        not null check (outcome in ('applied', 'refused', 'delegated')),
    code           text,
    record_version bigint,
    position       bigint      not null,
    decided_at     timestamptz not null
);

-- Requests from before this release are not applied: nobody awaits their outcome, and the records have changed since.
create table field_update_start (
    singleton boolean     primary key default true check (singleton),
    since     timestamptz not null
);
insert into field_update_start (since) select chassis.suite_now();

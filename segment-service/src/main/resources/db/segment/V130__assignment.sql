-- Age of a record for assignment rules. Null for records of earlier releases: their last change counts.
alter table record add column created_at timestamptz;
alter table record alter column created_at set default chassis.suite_now();

-- Whether rules have decided about the current membership.
alter table membership add column assignment_decided boolean not null default false;

-- Assignment rules as they are now; the truth is in the log. activated_at is null for an inactive rule.
create table assignment_rule (
    segment_id   text        not null,
    id           text        not null,
    place        int         not null,
    definition   jsonb       not null,
    activated_at timestamptz,
    primary key (segment_id, id)
);

-- One row, locked by every decision until its commit: the round robin is one order for the organization (ADR 0021).
create table assignment_lock (
    singleton boolean primary key default true check (singleton)
);
insert into assignment_lock values (true);

-- What each seller has, by record type. `turn` orders the assignments; `at` is for display.
create sequence assignment_turn;
create table seller_load (
    seller_id   text        not null,
    record_type text        not null,
    active      int         not null,
    turn        bigint,
    at          timestamptz,
    primary key (seller_id, record_type)
);
-- Changes that are not yet added to seller_load. Appended by the triggers below and added by the next decision, so that writers of
-- records do not wait for each other.
create table seller_load_change (
    seller_id   text        not null,
    record_type text        not null,
    delta       int         not null,
    turn        bigint,
    at          timestamptz
);
create table assignment_rule_turn (
    rule_id   text        not null,
    seller_id text        not null,
    turn      bigint      not null,
    at        timestamptz not null,
    primary key (rule_id, seller_id)
);

insert into seller_load (seller_id, record_type, active)
select owner_id, record_type, count(*) from record where owner_type = 'user' and active and not deleted group by 1, 2;

create function seller_load_of_inserted() returns trigger language plpgsql as $$
begin
    insert into seller_load_change (seller_id, record_type, delta, turn, at)
    select owner_id, record_type, count(*) filter (where active), nextval('assignment_turn'), max(changed_at)
    from new_rows where owner_type = 'user' and not deleted group by owner_id, record_type;
    return null;
end $$;

-- An update by a decision changes the number of records only: the decision writes the turns itself, in their order.
create function seller_load_of_updated() returns trigger language plpgsql as $$
declare
    deciding boolean := coalesce(current_setting('sequences.deciding', true), '') = 'on';
begin
    insert into seller_load_change (seller_id, record_type, delta, turn, at)
    select c.owner_id, c.record_type, sum(c.delta), case when bool_or(c.gained) then nextval('assignment_turn') end,
      max(c.changed_at) filter (where c.gained)
    from (
      select o.owner_id, o.record_type, -1 as delta, false as gained, n.changed_at
      from old_rows o join new_rows n using (record_type, record_id)
      where o.owner_type = 'user' and o.active and not o.deleted
        and (n.owner_type, n.owner_id, n.active, n.deleted) is distinct from (o.owner_type, o.owner_id, o.active, o.deleted)
      union all
      select n.owner_id, n.record_type, case when n.active then 1 else 0 end,
        not deciding and (o.deleted or (n.owner_type, n.owner_id) is distinct from (o.owner_type, o.owner_id)), n.changed_at
      from old_rows o join new_rows n using (record_type, record_id)
      where n.owner_type = 'user' and not n.deleted
        and (n.owner_type, n.owner_id, n.active, n.deleted) is distinct from (o.owner_type, o.owner_id, o.active, o.deleted)
    ) c group by c.owner_id, c.record_type having sum(c.delta) <> 0 or bool_or(c.gained);
    return null;
end $$;

create trigger record_inserted_load after insert on record referencing new table as new_rows
    for each statement execute function seller_load_of_inserted();
create trigger record_updated_load after update on record referencing old table as old_rows new table as new_rows
    for each statement execute function seller_load_of_updated();

-- The last decision about each record, and since when it needs attention. `position` is that of the record's last fact.
create table record_assignment (
    record_type   text        not null,
    record_id     text        not null,
    position      bigint      not null,
    assignment_id text        not null,
    segment_id    text,
    status        text        not null,
    reason        text,
    since         timestamptz not null,
    primary key (record_type, record_id)
);
create index record_assignment_open on record_assignment (segment_id, since, record_type, record_id) where status = 'needs-attention';

-- All decisions.
create table assignment (
    id                     text        primary key,
    record_type            text        not null,
    record_id              text        not null,
    segment_id             text,
    segment_version        int,
    rule_id                text,
    assignee_type          text,
    assignee_id            text,
    previous_assignee_type text        not null,
    previous_assignee_id   text        not null,
    status                 text        not null,
    reason                 text,
    method                 text        not null,
    won_by                 text,
    bucket                 int,
    considered             int         not null,
    candidates             jsonb       not null,
    actor                  text        not null,
    decided_at             timestamptz not null
);
create index assignment_of_record on assignment (record_type, record_id, id desc);
create index assignment_of_assignee on assignment (assignee_id, id desc);
create index assignment_of_rule on assignment (rule_id, id desc);
create index assignment_by_status on assignment (status, id desc);

-- Reruns: their job has the same id.
create table assignment_run (
    id         text        primary key,
    segment_id text        not null,
    method     text        not null,
    actor      text        not null,
    started_at timestamptz not null,
    ended_at   timestamptz,
    considered int         not null default 0,
    assigned   int         not null default 0
);
create index assignment_run_of_segment on assignment_run (segment_id, started_at desc);

-- One schedule of reruns per segment; a timer fires at the next time.
create table rerun_schedule (
    segment_id text  primary key,
    from_day   date  not null,
    days       jsonb not null,
    times      jsonb not null
);

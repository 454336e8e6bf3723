-- Every work item with its present state, written in the transaction of its events.
create table work_item (
    id            uuid        primary key,
    version       bigint      not null,
    status        text        not null,
    assignee_type text        not null,
    assignee_id   text        not null,
    due_at        timestamptz not null,
    snooze_count  int         not null,
    activity_type text        not null,
    title         text        not null,
    description   text,
    template_id   text,
    enrollment_id text        not null,
    sequence_id   text        not null,
    step_id       text        not null,
    step_key      text        not null,
    record_type   text        not null,
    record_id     text        not null
) with (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 1000);

-- Closed items fall out of these, so that closing writes no index entry and a page of live ones never meets a closed one.
create index work_item_of_seller on work_item (assignee_id, due_at, id) where status in ('open', 'snoozed', 'waiting');
create index work_item_waiting on work_item (assignee_id, due_at, id) where status = 'waiting';
create index work_item_of_all on work_item (due_at, id) where status in ('open', 'snoozed', 'waiting');

-- What a card shows of a CRM record; follows the topic crm.records.
create table record_card (
    record_type text    not null,
    record_id   text    not null,
    name        text,
    owner_type  text    not null,
    owner_id    text    not null,
    active      boolean not null,
    score       double precision,
    fields      jsonb   not null,
    sequence    bigint  not null,
    primary key (record_type, record_id)
);

-- Names of sequences; follows the topic sequences.definitions.
create table sequence_name (
    sequence_id text   primary key,
    name        text   not null,
    sequence    bigint not null
);

-- What one seller has opened and follows. A row is only there once a flag was set.
create table record_flag (
    seller_id   text    not null,
    record_type text    not null,
    record_id   text    not null,
    opened      boolean not null,
    followed    boolean not null,
    primary key (seller_id, record_type, record_id)
);

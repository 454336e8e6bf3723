-- Records of the CRM as we know them. What came in through our endpoints (origin 'intake') is published on crm.records
-- from this table; what other producers sent there (origin 'topic') is kept here for evaluation alone.
-- version grows over a record's deletion and return, since consumers take a smaller number for a repeat.
-- Every update writes `fields` anew, also when it is unchanged: an unchanged long value would be missing in the log.
create sequence record_version;
create table record (
    record_type    text        not null,
    record_id      text        not null,
    name           text,
    owner_type     text        not null,
    owner_id       text        not null,
    active         boolean     not null,
    closed_as      text,
    fields         jsonb       not null,
    deleted        boolean     not null default false,
    version        bigint      not null default nextval('record_version'),
    origin         text        not null check (origin in ('intake', 'topic')),
    actor          text        not null,
    correlation_id text        not null,
    changed_at     timestamptz not null,
    primary key (record_type, record_id)
);
alter publication sequences_relay add table record;

-- Files on their way to become records: spooled as they arrive, read slice by slice by the job, then removed.
create table import_file (
    id         text        primary key,
    job_id     text,
    created_at timestamptz not null
);
create table import_chunk (
    file_id text  not null references import_file on delete cascade,
    number  int   not null,
    data    bytea not null,
    primary key (file_id, number)
);
alter table import_chunk alter column data set storage external;
create table import_seen (
    file_id   text not null references import_file on delete cascade,
    record_id text not null,
    line      bigint not null,
    primary key (file_id, record_id)
);

-- Segments as they stand now; the truth is in the log.
create table segment (
    id                     text        primary key,
    name                   text        not null,
    description            text        not null,
    record_type            text        not null,
    priority               int         not null,
    conditions             jsonb       not null,
    sequence_id            text,
    previously_segmented   boolean     not null,
    run_assignment_on_move boolean     not null,
    on_leave               text        not null,
    status                 text        not null,
    rule_version           int         not null,
    version                bigint      not null,
    created_by             text        not null,
    created_at             timestamptz not null,
    changed_at             timestamptz not null
);
create index segment_order on segment (record_type, priority, id);

-- Changes with every change of a segment, so that every replica notices that its compiled rules are old. A row and not the
-- sequence alone: the number must become visible with the change and not before. No row: no segment was ever made.
create sequence segment_epoch_number;
create table segment_epoch (
    singleton boolean primary key default true check (singleton),
    epoch     bigint  not null
);

-- Who is where. A row stays when the record leaves: it holds the number of the record's last fact.
create table membership (
    record_type  text        not null,
    record_id    text        not null,
    segment_id   text,
    rule_version int         not null,
    joined_at    timestamptz not null,
    why          jsonb       not null,
    sequence     bigint      not null,
    primary key (record_type, record_id)
);
create index membership_of_segment on membership (segment_id, record_id) where segment_id is not null;

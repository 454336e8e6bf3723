-- What the sequences page lists and what one sequence reads as. Written with the events; may be dropped and rebuilt from them.
create table sequence_catalogue (
    id             text        primary key,
    stream_version bigint      not null,
    name           text        not null,
    description    text,
    record_type    text        not null,
    status         text        not null,
    live_version   int         not null,
    owner          text        not null,
    draft          text        not null,
    live_draft     text,
    created_at     timestamptz not null,
    changed_at     timestamptz not null,
    changed_by     text        not null
);
create index sequence_catalogue_name on sequence_catalogue (lower(name), id);
create index sequence_catalogue_created on sequence_catalogue (created_at, id);
create index sequence_catalogue_changed on sequence_catalogue (changed_at, id);

-- One row per activation, never changed; the definition is text, so that it stays exactly as it was activated.
create table sequence_version (
    sequence_id        text        not null,
    number             int         not null,
    name               text        not null,
    description        text,
    change_description text,
    definition         text        not null,
    author             text        not null,
    activated_at       timestamptz not null,
    primary key (sequence_id, number)
);

-- View: holiday calendars, written with their events.
create table holiday_calendar (
    id             text        primary key,
    stream_version bigint      not null,
    name           text        not null,
    description    text,
    days           int         not null,
    holidays       text        not null,
    created_at     timestamptz not null,
    changed_at     timestamptz not null,
    changed_by     text        not null
);

-- Calendars as the definitions topic told them. One that was deleted is kept: versions that still run may name it.
create table holiday_calendar (
    id   text  primary key,
    days jsonb not null
);

-- What has a daily cap, counted per local day; full days say where to look next.
create table daily_count (
    sequence_id text not null,
    what        text not null,
    day         date not null,
    used        int  not null,
    next_day    date,
    primary key (sequence_id, what, day)
);

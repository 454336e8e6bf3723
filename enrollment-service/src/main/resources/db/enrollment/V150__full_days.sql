-- From from_day on until before next_day, each day that is open by these days has `most` or more. Days never get places back, so
-- what is here stays true. open_days: a digest of the zone, hours and closed days of whoever asked.
create table full_days (
    sequence_id text not null,
    what        text not null,
    most        int  not null,
    open_days   uuid not null,
    from_day    date not null,
    next_day    date not null,
    primary key (sequence_id, what, most, open_days, from_day)
);

comment on column daily_count.next_day is 'not used any more: see full_days';

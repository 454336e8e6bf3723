-- Sellers and teams as they are now; the truth is in the log. Published as snapshots, so every update writes all columns anew.
create table seller (
    id             text        primary key,
    name           text,
    business_unit  text,
    teams          jsonb       not null,
    attributes     jsonb       not null,
    capacity       int,
    assignable     boolean     not null,
    calendar       jsonb,
    version        bigint      not null,
    actor          text        not null,
    correlation_id text        not null,
    changed_at     timestamptz not null
);
create table team (
    id             text        primary key,
    name           text        not null,
    members        jsonb       not null,
    attributes     jsonb       not null,
    version        bigint      not null,
    actor          text        not null,
    correlation_id text        not null,
    changed_at     timestamptz not null
);
alter publication sequences_relay add table seller, team;

-- Sellers of earlier releases have a calendar only.
insert into seller (id, teams, attributes, assignable, calendar, version, actor, correlation_id, changed_at)
select distinct on (aggregate_identifier) substr(aggregate_identifier, 8), '[]', '{}', false,
  convert_from(payload, 'UTF8')::jsonb -> 'calendar', sequence_number + 1, 'system:upgrade', 'upgrade', time_stamp::timestamptz
from chassis.domain_event_entry where payload_type = 'seller.calendar-set'
order by aggregate_identifier, sequence_number desc;

-- Holiday calendars, last state received from the definitions topic.
create table holiday_calendar (
    id   text  primary key,
    days jsonb not null
);

-- How CRM records were closed: the source of conversions and success rates. No fields of the records.
create table record_outcome (
    record_type  text collate "C" not null,
    record_id    text collate "C" not null,
    closed_as    text,
    closed_at    timestamptz      not null,
    is_converted boolean          not null,
    primary key (record_type, record_id)
);

create view analytics.record_outcomes as
select record_type, record_id, closed_as, closed_at, is_converted from public.record_outcome;

comment on view analytics.record_outcomes is 'One row per record that was closed and not reopened since. Key: record_type, record_id.';
comment on column analytics.record_outcomes.record_type is 'Type of the record.';
comment on column analytics.record_outcomes.record_id is 'Id of the record in the CRM.';
comment on column analytics.record_outcomes.closed_as is 'Outcome as stated by the CRM, e.g. qualified, won or lost; null if it states none.';
comment on column analytics.record_outcomes.closed_at is 'When it was closed with this outcome.';
comment on column analytics.record_outcomes.is_converted is 'Whether the outcome counts as a conversion: a lead that became an opportunity, an opportunity that was won.';

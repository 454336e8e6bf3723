-- The template that a sequence was created from, taken from its first event and shown on its card.
alter table sequence_catalogue add column template_id text;

update sequence_catalogue c
set template_id = substr(origin.copied_from, 10)
from (
    select aggregate_identifier, convert_from(payload, 'UTF8')::json ->> 'copiedFrom' as copied_from
    from chassis.domain_event_entry
    where payload_type = 'sequence.created') as origin
where origin.aggregate_identifier = c.id and origin.copied_from like 'template:%';

create function sequence_card(
    id text, name text, description text, record_type text, status text, version int, owner_type text, owner text,
    business_unit text, template_id text, created_at timestamptz, changed_at timestamptz, changed_by text)
returns text language sql immutable as
$$
    select '{"id":' || json_text(id) || ',"name":' || json_text(name) || ',"description":' || json_text(description)
           || ',"recordType":' || json_text(record_type) || ',"status":' || json_text(status) || ',"version":' || version
           || ',"ownerType":' || json_text(owner_type) || ',"owner":' || json_text(owner)
           || ',"businessUnit":' || json_text(business_unit) || ',"templateId":' || json_text(template_id)
           || ',"createdAt":' || json_instant(created_at) || ',"changedAt":' || json_instant(changed_at)
           || ',"changedBy":' || json_text(changed_by) || '}'
$$;

alter table sequence_catalogue
    alter column card set expression as (
        sequence_card(id, name, description, record_type, status, live_version, owner_type, owner, business_unit, template_id,
                      created_at, changed_at, changed_by));

drop function sequence_card(text, text, text, text, text, int, text, text, text, timestamptz, timestamptz, text);

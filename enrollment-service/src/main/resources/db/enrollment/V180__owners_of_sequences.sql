-- Who may see a sequence. Empty for sequences whose last event is from before the events had a business unit: they stay visible to everyone
-- until they are activated or reassigned again.
alter table sequence_state
    add column owner_type    text,
    add column owner         text,
    add column business_unit text;

-- The entity tag of all tags together, which a change of one is checked against: as many as there are events in their stream.
alter table tag_tree add column stream_version bigint not null default 0;

update tag_tree
set stream_version = (
    select coalesce(max(sequence_number) + 1, 0) from chassis.domain_event_entry where aggregate_identifier = 'tag-tree');

-- Fields of records that changed since the last evaluation, null for a created record. Appended by triggers, removed by the evaluation, which
-- runs only if a condition uses one of them (T57). Nothing is written for record types without segments.
create table record_change (
    record_type text not null,
    record_id   text not null,
    fields      text[]
);
create index record_change_of_record on record_change (record_type, record_id);

create function record_change_of_inserted() returns trigger language plpgsql as $$
begin
    insert into record_change (record_type, record_id, fields)
    select n.record_type, n.record_id, null from new_rows n
    where exists (select 1 from segment s where s.record_type = n.record_type);
    return null;
end $$;

create function record_change_of_updated() returns trigger language plpgsql as $$
begin
    insert into record_change (record_type, record_id, fields)
    select n.record_type, n.record_id,
      case when o.deleted then null else
        array(select key from jsonb_each(o.fields) a full join jsonb_each(n.fields) b using (key)
          where a.value is distinct from b.value)
        || case when o.name is distinct from n.name then array['name'] else '{}' end
        || case when o.owner_type <> n.owner_type then array['ownerType'] else '{}' end
        || case when o.owner_id <> n.owner_id then array['ownerId'] else '{}' end
        || case when o.active <> n.active or n.deleted then array['active'] else '{}' end
      end
    from old_rows o join new_rows n using (record_type, record_id)
    where (o.fields, o.name, o.owner_type, o.owner_id, o.active, o.deleted)
        is distinct from (n.fields, n.name, n.owner_type, n.owner_id, n.active, n.deleted)
      and exists (select 1 from segment s where s.record_type = n.record_type);
    return null;
end $$;

create trigger record_inserted_change after insert on record referencing new table as new_rows
    for each statement execute function record_change_of_inserted();
create trigger record_updated_change after update on record referencing old table as old_rows new table as new_rows
    for each statement execute function record_change_of_updated();

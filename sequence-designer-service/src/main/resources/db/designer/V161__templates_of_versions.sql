-- Which versions name a message template of ours: asked before one is deleted, of all versions that records may still be in.
create function version_templates(definition text) returns text[] language sql immutable as
$$
    select coalesce(array_agg(distinct template #>> '{}'), '{}')
    from jsonb_path_query(definition::jsonb, 'strict $.**.templateId ? (@.type() == "string")') as template
    where template #>> '{}' ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
$$;

create index sequence_version_templates on sequence_version using gin (version_templates(definition));

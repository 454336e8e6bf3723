-- An index takes entries up to some length only, and a draft holds whatever was drawn: what is longer than an id of a message
-- template can be is told by validation, and found by no search.
create or replace function sequence_search_of(wanted text) returns setof sequence_search language sql stable as
$$
    select found.id, found.words, found.step_words, found.templates, lower(found.name), found.tags, found.status,
           found.record_type, found.live_version, found.owner_type, found.owner, found.business_unit, found.created_at,
           found.changed_at
    from (
        select c.*,
               lower(concat_ws(chr(10), c.name, c.description)) as words,
               coalesce((select lower(string_agg(concat_ws(chr(10), node ->> 'name', node ->> 'description'), chr(10) order by place))
                         from jsonb_array_elements(c.draft::jsonb #> '{graph,nodes}') with ordinality as drawn(node, place)), '')
                   as step_words,
               coalesce((select array_agg(distinct template #>> '{}')
                         from jsonb_path_query(c.draft::jsonb, 'strict $.**.templateId ? (@.type() == "string")') as template
                         where length(template #>> '{}') <= 100), '{}')
                   as templates
        from sequence_catalogue c
        where c.id = wanted) as found
$$;

-- Those that went in because they could be compressed.
update sequence_search
set templates = array(select id from unnest(templates) id where length(id) <= 100)
where exists (select 1 from unnest(templates) id where length(id) > 100);

-- Search words are stored in the form in which they are compared.
create or replace function sequence_search_of(wanted text) returns setof sequence_search language sql stable as
$$
    select found.id, found.words, found.step_words, found.templates, lower(found.name), found.tags, found.status,
           found.record_type, found.live_version, found.owner_type, found.owner, found.business_unit, found.created_at,
           found.changed_at
    from (
        select c.*,
               chassis.search_text(concat_ws(chr(10), c.name, c.description)) as words,
               coalesce((select chassis.search_text(string_agg(
                                    concat_ws(chr(10), node ->> 'name', node ->> 'description'), chr(10) order by place))
                         from jsonb_array_elements(c.draft::jsonb #> '{graph,nodes}') with ordinality as drawn(node, place)), '')
                   as step_words,
               coalesce((select array_agg(distinct template #>> '{}')
                         from jsonb_path_query(c.draft::jsonb, 'strict $.**.templateId ? (@.type() == "string")') as template
                         where length(template #>> '{}') <= 100), '{}')
                   as templates
        from sequence_catalogue c
        where c.id = wanted) as found
$$;

update sequence_search s
set words = found.words, step_words = found.step_words
from sequence_catalogue c, sequence_search_of(c.id) found
where s.id = c.id and (s.words, s.step_words) is distinct from (found.words, found.step_words);

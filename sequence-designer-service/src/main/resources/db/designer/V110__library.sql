-- The library around the graph: owners, business units, tags, search, message templates.
-- Trigrams find any part of a text by index. The extension is trusted: the owner of the database may create it.
create extension if not exists pg_trgm;

alter table sequence_catalogue
    add column owner_type    text   not null default 'user',
    add column business_unit text,
    add column tags          text[] not null default '{}';

-- Each filter of the list with its own order, so that a page costs what it shows and not what there is.
create index sequence_catalogue_owner on sequence_catalogue (owner, lower(name), id);
create index sequence_catalogue_status on sequence_catalogue (status, lower(name), id);
create index sequence_catalogue_record_type on sequence_catalogue (record_type, lower(name), id);
create index sequence_catalogue_tags on sequence_catalogue using gin (tags);

create table tag (
    id        text primary key,
    name      text not null,
    parent_id text
);
create index tag_parent on tag (parent_id);

-- Four levels, so three steps up. In path_order a name ends below all other characters: a tag stands before what is below it.
create view tag_path as
select t.id, t.name, t.parent_id,
       1 + (a.id is not null)::int + (b.id is not null)::int + (c.id is not null)::int as level,
       concat_ws('/', c.name, b.name, a.name, t.name) as path,
       concat_ws(chr(1), c.name, b.name, a.name, t.name) collate "C" as path_order
from tag t
left join tag a on a.id = t.parent_id
left join tag b on b.id = a.parent_id
left join tag c on c.id = b.parent_id;

-- What is searched, apart from the catalogue: an activation changes the catalogue row and none of these words.
create table sequence_search (
    id         text   primary key,
    words      text   not null,
    step_words text   not null,
    templates  text[] not null
);
create index sequence_search_words on sequence_search using gin (words gin_trgm_ops);
create index sequence_search_step_words on sequence_search using gin (step_words gin_trgm_ops);
create index sequence_search_templates on sequence_search using gin (templates);

-- Asks nothing of a graph but nodes with a name, a description and, anywhere in them, a templateId.
create function sequence_search_of(wanted text) returns setof sequence_search language sql stable as
$$
    select c.id,
           lower(concat_ws(chr(10), c.name, c.description)),
           coalesce((select lower(string_agg(concat_ws(chr(10), node ->> 'name', node ->> 'description'), chr(10) order by place))
                     from jsonb_array_elements(c.draft::jsonb #> '{graph,nodes}') with ordinality as drawn(node, place)), ''),
           coalesce((select array_agg(distinct template #>> '{}')
                     from jsonb_path_query(c.draft::jsonb, 'strict $.**.templateId ? (@.type() == "string")') as template), '{}')
    from sequence_catalogue c
    where c.id = wanted
$$;

insert into sequence_search select s.* from sequence_catalogue c, sequence_search_of(c.id) s;

create table message_template (
    id               text        primary key,
    stream_version   bigint      not null,
    name             text        not null,
    description      text,
    channel          text        not null,
    record_type      text        not null,
    owner            text        not null,
    default_language text        not null,
    languages        text[]      not null,
    contents         text        not null,
    placeholders     text[]      not null,
    created_at       timestamptz not null,
    changed_at       timestamptz not null,
    changed_by       text        not null
);
create index message_template_name on message_template (lower(name), id);

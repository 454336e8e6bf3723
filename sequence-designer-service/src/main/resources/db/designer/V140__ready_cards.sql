-- What one page of the list costs: each row is stored as the JSON that is shown, and what a search or a tag picks from is
-- narrow, so that a thousand hits are put in order without a look at a thousand drawings.

-- As java.time writes an instant: no fraction, milliseconds or microseconds. Immutable, since the zone is named.
create function json_instant(moment timestamptz) returns text language sql immutable as
$$
    select to_json(regexp_replace(
               to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), '(\.000000|000)$', '') || 'Z')::text
$$;

create function json_text(value text) returns text language sql immutable as
$$
    select coalesce(to_json(value)::text, 'null')
$$;

-- Without tags, which are shown by paths that change, and without the draft.
create function sequence_card(
    id text, name text, description text, record_type text, status text, version int, owner_type text, owner text,
    business_unit text, created_at timestamptz, changed_at timestamptz, changed_by text)
returns text language sql immutable as
$$
    select '{"id":' || json_text(id) || ',"name":' || json_text(name) || ',"description":' || json_text(description)
           || ',"recordType":' || json_text(record_type) || ',"status":' || json_text(status) || ',"version":' || version
           || ',"ownerType":' || json_text(owner_type) || ',"owner":' || json_text(owner)
           || ',"businessUnit":' || json_text(business_unit) || ',"createdAt":' || json_instant(created_at)
           || ',"changedAt":' || json_instant(changed_at) || ',"changedBy":' || json_text(changed_by) || '}'
$$;

alter table sequence_catalogue
    add column card text not null generated always as (
        sequence_card(id, name, description, record_type, status, live_version, owner_type, owner, business_unit, created_at,
                      changed_at, changed_by)) stored;

-- Raised with every change of a tag: whoever remembers how tags are shown asks whether that still holds.
create table tag_tree (
    id      int    primary key default 1 check (id = 1),
    version bigint not null
);
insert into tag_tree (version) values (1);

-- With what is filtered, seen and sorted by beside a search. Nothing of it but tags is indexed here: a change leaves the trigrams alone.
drop index sequence_search_words, sequence_search_step_words, sequence_search_templates;
alter table sequence_search
    add column name_order    text        not null default '',
    add column tags          text[]      not null default '{}',
    add column status        text        not null default 'inactive',
    add column record_type   text        not null default 'lead',
    add column live_version  int         not null default 0,
    add column owner_type    text        not null default 'user',
    add column owner         text        not null default '',
    add column business_unit text,
    add column created_at    timestamptz not null default 'epoch',
    add column changed_at    timestamptz not null default 'epoch',
    set (fillfactor = 80);

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
                         from jsonb_path_query(c.draft::jsonb, 'strict $.**.templateId ? (@.type() == "string")') as template), '{}')
                   as templates
        from sequence_catalogue c
        where c.id = wanted) as found
$$;

truncate sequence_search;
insert into sequence_search select s.* from sequence_catalogue c, sequence_search_of(c.id) s;

create index sequence_search_words on sequence_search using gin (words gin_trgm_ops);
create index sequence_search_step_words on sequence_search using gin (step_words gin_trgm_ops);
create index sequence_search_templates on sequence_search using gin (templates);
create index sequence_search_tags on sequence_search using gin (tags);

-- Tags are picked there now.
drop index sequence_catalogue_tags;

-- What one or two letters are looked for in: how each word of a text begins, and each letter with the sign beside it, so that 'c#' and
-- '#1' are found as well. The trigrams of a text know beginnings, too, but the database does not tell that index about signs above
-- U+07FF, and every row that it finds is compared once more. Kept by the index alone: rows stay as narrow as they were. Dear to
-- whoever would call it for every row, and the planner is told so.
create function word_beginnings(words text) returns text[] language sql immutable strict parallel safe cost 10000 as
$$
    select coalesce(array_agg(distinct beginning), '{}')
    from (select unnest(array[left(word, 1), left(word, 2)])
          from regexp_split_to_table(words, '[^[:alnum:]]+') word
          where word <> ''
          union all
          select pair[1] from regexp_matches(words, '(?<![[:alnum:]])[[:alnum:]][^[:alnum:][:space:]]', 'g') pair
          union all
          select pair[1] from regexp_matches(words, '[^[:alnum:][:space:]][[:alnum:]]', 'g') pair) found(beginning)
$$;

create index sequence_search_word_beginnings on sequence_search using gin (word_beginnings(words));
create index sequence_search_step_word_beginnings on sequence_search using gin (word_beginnings(step_words));

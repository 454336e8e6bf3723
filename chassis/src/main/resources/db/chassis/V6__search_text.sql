-- The form in which texts are compared in searches: canonical composition, then full Unicode case folding, so that 'οδος' finds 'ΟΔΟΣ' and
-- a decomposed 'é' finds a composed one. Independent of the locale of the database; the result has its default collation again, as the
-- indexes have.
create function chassis.search_text(value text) returns text language sql immutable parallel safe
return casefold(normalize(value, NFC) collate pg_catalog.pg_unicode_fast) collate pg_catalog."default";

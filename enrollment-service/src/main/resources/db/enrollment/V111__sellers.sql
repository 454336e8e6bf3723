-- When sellers work, as the sellers topic told it; whoever is not here works as the organisation does.
create table seller_calendar (
    seller_id text  primary key,
    calendar  jsonb not null
);

-- Files that arrive in parts before they are imported. Parts are appended in order; `received` is the position of the next one.
create table upload (
    id         text        primary key,
    owner      text        not null,
    length     bigint      not null,
    received   bigint      not null,
    job_id     text,
    created_at timestamptz not null
);
create table upload_part (
    upload_id text   not null references upload on delete cascade,
    position  bigint not null,
    data      bytea  not null,
    primary key (upload_id, position)
);
alter table upload_part alter column data set storage external;

-- Roles and databases of the suite on a PostgreSQL 18 server, for example a managed one. Server settings: server.yaml.
-- Run with psql as a role with CREATEROLE, CREATEDB and REPLICATION, or as superuser. A second run changes no password and no object.
--
--   psql -d postgres -v designer_password=... -v enrollment_password=... -v worklist_password=... -v segment_password=... \
--        -v insights_password=... -v analyst_password=... -f roles.sql
--
-- Run it before the first start of insights: its migration grants the analytics views only to an existing role `analyst`.

\set ON_ERROR_STOP on
\if :{?designer_password}
\else
  do $$ begin raise 'Set -v designer_password=...'; end $$;
\endif
\if :{?enrollment_password}
\else
  do $$ begin raise 'Set -v enrollment_password=...'; end $$;
\endif
\if :{?worklist_password}
\else
  do $$ begin raise 'Set -v worklist_password=...'; end $$;
\endif
\if :{?segment_password}
\else
  do $$ begin raise 'Set -v segment_password=...'; end $$;
\endif
\if :{?insights_password}
\else
  do $$ begin raise 'Set -v insights_password=...'; end $$;
\endif
\if :{?analyst_password}
\else
  do $$ begin raise 'Set -v analyst_password=...'; end $$;
\endif

-- Lets a creator that is not superuser make the new role the owner of a database.
set createrole_self_grant = 'set';

select format('create role designer login replication password %L', :'designer_password')
where not exists (select from pg_roles where rolname = 'designer') \gexec
select 'create database designer owner designer'
where not exists (select from pg_database where datname = 'designer') \gexec

select format('create role enrollment login replication password %L', :'enrollment_password')
where not exists (select from pg_roles where rolname = 'enrollment') \gexec
select 'create database enrollment owner enrollment'
where not exists (select from pg_database where datname = 'enrollment') \gexec

select format('create role worklist login replication password %L', :'worklist_password')
where not exists (select from pg_roles where rolname = 'worklist') \gexec
select 'create database worklist owner worklist'
where not exists (select from pg_database where datname = 'worklist') \gexec

select format('create role segment login replication password %L', :'segment_password')
where not exists (select from pg_roles where rolname = 'segment') \gexec
select 'create database segment owner segment'
where not exists (select from pg_database where datname = 'segment') \gexec

select format('create role insights login replication password %L', :'insights_password')
where not exists (select from pg_roles where rolname = 'insights') \gexec
select 'create database insights owner insights'
where not exists (select from pg_database where datname = 'insights') \gexec

select format('create role analyst login password %L', :'analyst_password')
where not exists (select from pg_roles where rolname = 'analyst') \gexec
alter role analyst set default_transaction_read_only = on;
alter role analyst set search_path = analytics, public;

\connect designer
-- Issued by the owner: no service connects to the database of another one. The administrator keeps access for a repeated run.
set role designer;
revoke connect on database designer from public;
grant connect on database designer to :"USER";
reset role;
do $$ begin
  grant execute on function pg_log_standby_snapshot() to designer;
exception when insufficient_privilege then
  raise notice 'Skipped pg_log_standby_snapshot() for designer: only a superuser can grant it.';
end $$;

\connect enrollment
-- Issued by the owner: no service connects to the database of another one. The administrator keeps access for a repeated run.
set role enrollment;
revoke connect on database enrollment from public;
grant connect on database enrollment to :"USER";
reset role;
do $$ begin
  grant execute on function pg_log_standby_snapshot() to enrollment;
exception when insufficient_privilege then
  raise notice 'Skipped pg_log_standby_snapshot() for enrollment: only a superuser can grant it.';
end $$;

\connect worklist
-- Issued by the owner: no service connects to the database of another one. The administrator keeps access for a repeated run.
set role worklist;
revoke connect on database worklist from public;
grant connect on database worklist to :"USER";
reset role;
do $$ begin
  grant execute on function pg_log_standby_snapshot() to worklist;
exception when insufficient_privilege then
  raise notice 'Skipped pg_log_standby_snapshot() for worklist: only a superuser can grant it.';
end $$;

\connect segment
-- Issued by the owner: no service connects to the database of another one. The administrator keeps access for a repeated run.
set role segment;
revoke connect on database segment from public;
grant connect on database segment to :"USER";
reset role;
do $$ begin
  grant execute on function pg_log_standby_snapshot() to segment;
exception when insufficient_privilege then
  raise notice 'Skipped pg_log_standby_snapshot() for segment: only a superuser can grant it.';
end $$;

\connect insights
-- Issued by the owner: no service connects to the database of another one. The administrator keeps access for a repeated run.
set role insights;
revoke connect on database insights from public;
grant connect on database insights to :"USER";
grant connect on database insights to analyst;
reset role;
do $$ begin
  grant execute on function pg_log_standby_snapshot() to insights;
exception when insufficient_privilege then
  raise notice 'Skipped pg_log_standby_snapshot() for insights: only a superuser can grant it.';
end $$;

-- The timer that failed before is looked for after every batch of those that did not; without an index of its own the
-- look would read all that are due.
create index timer_failed on chassis.timer (due_at, id) where attempts > 0;

-- Whether any timer is due, by the head of the index whatever the planner believes: after a vacuum of the empty table it would
-- read and sort all that have come since, at every look, until the table is analyzed again.
create function chassis.timer_is_due() returns boolean language plpgsql stable
    set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off as
$$
declare
    earliest timestamptz;
begin
    select due_at into earliest from chassis.timer order by due_at, id limit 1;
    return coalesce(earliest <= (select chassis.suite_now()), false);
end
$$;

-- The timer that failed before is looked for after every batch of those that did not; without an index of its own the
-- look would read all that are due.
create index timer_failed on chassis.timer (due_at, id) where attempts > 0;

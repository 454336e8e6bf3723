-- Fires at the begin of each day of the organization and sets itself again.
insert into chassis.timer (id, kind, owner, due_at) values ('daily-evaluation', 'daily-evaluation', 'daily-evaluation', chassis.suite_now());

-- Enrollments that began together go on together: a batch of timers changes every row of a page. With room for all of them on it no
-- new version leaves the page; at 80 more than half of them did, and were entered into seven indexes anew.
alter table enrollment set (fillfactor = 50);

-- The subjects of a page are often moved on by one batch. With room for all of them on it no new version leaves the page, so the
-- index stays as it is; at 80 a third of them had an entry written anew, of a hundred bytes each. Pages from before fill up as they were.
alter table chassis.consumer_position set (fillfactor = 50);

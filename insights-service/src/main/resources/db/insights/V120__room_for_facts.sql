-- Steps that were opened together are closed together: with room for all rows of a page on it no new version leaves the page.
alter table step_fact set (fillfactor = 50);
alter table enrollment_fact set (fillfactor = 50);

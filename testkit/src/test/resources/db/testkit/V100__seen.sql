create table seen (key text primary key, count int not null, sequence bigint not null);

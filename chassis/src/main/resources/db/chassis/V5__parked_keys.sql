-- A record's key may have any length, and an entry of a tree may not: a message with a key of 3 kB could not even be parked.
drop index chassis.parked_message_key;
create index parked_message_key on chassis.parked_message using hash (record_key);

package dev.sequences.acceptance.faults.run;

import dev.sequences.acceptance.faults.IntakeConsumer;
import dev.sequences.local.LocalPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;

/**
 * Stops single consumers from outside: a trigger in the service's database refuses to advance the offsets of a stopped consumer, as an
 * unavailable database would. The consumer retries and has no effect, since its offset is the first write of its transaction;
 * the rest of its service goes on. A quota of the broker would be an alternative, but the broker throttles such a client for minutes
 * after the quota is removed.
 */
final class ConsumerBrake {

    /** State 57P03 (cannot connect now) is what services retry without limit. */
    private static final String INSTALLATION = """
            create schema if not exists faults;
            create table if not exists faults.stopped (consumer text primary key);
            create or replace function faults.refuse_stopped() returns trigger language plpgsql security definer as $$
            begin
                if exists (select from faults.stopped where consumer = new.consumer) then
                    raise exception 'consumer % is stopped by the fault test', new.consumer using errcode = '57P03';
                end if;
                return new;
            end $$;
            create or replace trigger refuse_stopped before insert or update on chassis.consumer_offset
                for each row execute function faults.refuse_stopped();
            """;

    private final LocalPostgres postgres;
    private final Set<String> installed = new HashSet<>();

    ConsumerBrake(LocalPostgres postgres) {
        this.postgres = postgres;
    }

    /** Returns whether the consumer is stopped; false if the database is down. */
    boolean stop(IntakeConsumer consumer) {
        return set(consumer, "insert into faults.stopped (consumer) values (?) on conflict do nothing");
    }

    /** Returns whether the consumer works again, within seconds; false if the database is down. */
    boolean release(IntakeConsumer consumer) {
        return set(consumer, "delete from faults.stopped where consumer = ?");
    }

    private boolean set(IntakeConsumer consumer, String sql) {
        try (Connection connection = postgres.connectAsSuperuser(consumer.service())) {
            if (!installed.contains(consumer.service())) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute(INSTALLATION);
                }
                installed.add(consumer.service());
            }
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, consumer.group());
                statement.executeUpdate();
            }
            return true;
        } catch (SQLException databaseDown) {
            return false;
        }
    }
}

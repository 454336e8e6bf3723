package dev.sequences.benchmarks.load;

import dev.sequences.local.Component;
import dev.sequences.local.LocalPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Counts in the services' databases. Lists of the API have pages of 200; counting 200,000 items through them would cause load. Uses the
 * API or the analysts' views wherever they provide the number.
 */
public final class ServerSide implements AutoCloseable {

    private final LocalPostgres postgres;
    private final Map<Component, Connection> sessions = new EnumMap<>(Component.class);

    /** The counts of insights for one sequence, summed over all versions and steps unless stated otherwise. */
    public record Funnel(long entered, long inProgress, long completed) {}

    public ServerSide(LocalPostgres postgres) {
        this.postgres = postgres;
    }

    public synchronized long count(Component service, String query, Object... values) {
        return one(service, query, row -> row.getLong(1), values);
    }

    public synchronized double number(Component service, String query, Object... values) {
        return one(service, query, row -> row.getDouble(1), values);
    }

    /** Creates data for which public calls are too slow; callers verify that the rows equal those of a call. */
    public synchronized int change(Component service, String statement, Object... values) {
        try (var prepared = prepared(service, statement, values)) {
            return prepared.executeUpdate();
        } catch (SQLException e) {
            throw failed(service, statement, e);
        }
    }

    public synchronized List<String[]> rows(Component service, String query, Object... values) {
        try (var statement = prepared(service, query, values);
                var result = statement.executeQuery()) {
            var rows = new ArrayList<String[]>();
            var columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                var row = new String[columns];
                for (var i = 0; i < columns; i++) {
                    row[i] = result.getString(i + 1);
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException e) {
            throw failed(service, query, e);
        }
    }

    /** Reads the analysts' view. */
    public synchronized Funnel funnel(String sequenceId) {
        return one(
                Component.INSIGHTS,
                "select coalesce(sum(entered), 0), coalesce(sum(in_progress), 0), coalesce(sum(completed), 0)"
                        + " from analytics.step_funnel where sequence_id = ?",
                row -> new Funnel(row.getLong(1), row.getLong(2), row.getLong(3)),
                sequenceId);
    }

    public synchronized Funnel funnel(String sequenceId, String stepKey) {
        return one(
                Component.INSIGHTS,
                "select coalesce(sum(entered), 0), coalesce(sum(in_progress), 0), coalesce(sum(completed), 0)"
                        + " from analytics.step_funnel where sequence_id = ? and step_key = ?",
                row -> new Funnel(row.getLong(1), row.getLong(2), row.getLong(3)),
                sequenceId,
                stepKey);
    }

    /** Returns the suite's time. */
    public synchronized Instant suiteTime() {
        return one(Component.ENROLLMENT, "select chassis.suite_now()", row -> row.getObject(1, OffsetDateTime.class)
                .toInstant());
    }

    /** Returns the number of parked messages. */
    public synchronized long parkedMessages() {
        return Component.services().stream()
                .mapToLong(service -> count(service, "select count(*) from chassis.parked_message"))
                .sum();
    }

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> T one(Component service, String query, Reader<T> reader, Object... values) {
        try (var statement = prepared(service, query, values);
                var row = statement.executeQuery()) {
            if (!row.next()) {
                throw new BenchFailure("no row: " + query);
            }
            return reader.read(row);
        } catch (SQLException e) {
            throw failed(service, query, e);
        }
    }

    private PreparedStatement prepared(Component service, String query, Object... values) throws SQLException {
        var session = sessions.get(service);
        if (session == null || session.isClosed()) {
            session = postgres.connectAsSuperuser(service.id());
            sessions.put(service, session);
        }
        var statement = session.prepareStatement(query);
        for (var i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    private static BenchFailure failed(Component service, String query, SQLException e) {
        return new BenchFailure("%s: %s (%s)".formatted(service.id(), e.getMessage(), query), e);
    }

    @Override
    public synchronized void close() {
        for (var session : sessions.values()) {
            try {
                session.close();
            } catch (SQLException alreadyGone) {
                // Nothing is left to close then.
            }
        }
        sessions.clear();
    }
}

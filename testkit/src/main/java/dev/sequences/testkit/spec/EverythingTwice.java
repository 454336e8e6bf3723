package dev.sequences.testkit.spec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.intake.Message;
import dev.sequences.chassis.intake.MessageHandler;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.unit.Units;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Redelivers messages as a broker may: all of them, all of them again, the last ones once more, and each self-guarding one alone,
 * always bypassing the chassis' record of processed messages. The handler's writes must be the same after each round.
 *
 * <pre>{@code
 * EverythingTwice.on(units, dataSource)
 *         .comparing("public.work_item", "public.record")
 *         .deliver(intake, Delivery.of(enrollmentId, 0, enrolled), Delivery.of(enrollmentId, 1, opened));
 * }</pre>
 *
 * <p>Events, claims, and timers that are not due yet, are compared without being named.
 */
public final class EverythingTwice {

    private static final String TIMERS = "(select id, kind, owner, due_at from chassis.timer)";

    private static final List<String> ALWAYS = List.of(
            "(select aggregate_identifier, sequence_number, payload_type, convert_from(payload, 'UTF8') as payload"
                    + " from chassis.domain_event_entry)",
            TIMERS,
            "chassis.claim");

    private final Units units;
    private final DataSource dataSource;
    private final List<String> tables;

    private EverythingTwice(Units units, DataSource dataSource, List<String> tables) {
        this.units = units;
        this.dataSource = dataSource;
        this.tables = tables;
    }

    public static EverythingTwice on(Units units, DataSource dataSource) {
        return new EverythingTwice(units, dataSource, ALWAYS);
    }

    /** Tables, or selects in parentheses, whose rows must not change on redelivery. */
    public EverythingTwice comparing(String... more) {
        List<String> all = new ArrayList<>(tables);
        all.addAll(List.of(more));
        return new EverythingTwice(units, dataSource, all);
    }

    public void deliver(MessageHandler handler, Message... messages) throws SQLException {
        deliver(handler, List.of(messages));
    }

    public void deliver(MessageHandler handler, List<? extends Message> messages) throws SQLException {
        List<Message> all = List.copyOf(messages);
        take(handler, all);
        Map<String, List<String>> once = contents();

        take(handler, all);
        requireSame("everything was delivered a second time", once);

        // A consumer that stopped before committing its offset receives the last messages again.
        for (int from = all.size() - 1; from >= Math.max(0, all.size() - 3); from--) {
            take(handler, all.subList(from, all.size()));
            requireSame("the last %d of %d were delivered again".formatted(all.size() - from, all.size()), once);
        }

        // The chassis does not record these, so each of them may arrive long after all others.
        for (Message message : all) {
            if (handler.isIdempotent(message)) {
                take(handler, List.of(message));
                requireSame("a single %s was redelivered".formatted(message.type()), once);
            }
        }
    }

    private void take(MessageHandler handler, List<Message> messages) {
        units.runAlone(unit -> {
            handler.handle(unit, messages);
            return messages.size();
        });
    }

    private void requireSame(String occasion, Map<String, List<String>> once) throws SQLException {
        Map<String, List<String>> now = contents();
        Instant time = time();
        StringBuilder differences = new StringBuilder();
        for (String table : tables) {
            List<String> before = settled(table, once.getOrDefault(table, List.of()), time);
            List<String> after = settled(table, now.getOrDefault(table, List.of()), time);
            if (!before.equals(after)) {
                differences.append("\n").append(table);
                without(before, after)
                        .forEach(row -> differences.append("\n  - ").append(row));
                without(after, before)
                        .forEach(row -> differences.append("\n  + ").append(row));
            }
        }
        if (!differences.isEmpty()) {
            throw new AssertionError("When " + occasion + ", rows changed; messages may be redelivered at any time."
                    + " Detect repeats by id, position or resulting state." + differences);
        }
    }

    /** A due timer, even one of another test, may fire during the comparison. */
    private static List<String> settled(String table, List<String> rows, Instant time) {
        return table.equals(TIMERS)
                ? rows.stream()
                        .filter(row -> OffsetDateTime.parse(Json.read(row, JsonNode.class)
                                        .path("due_at")
                                        .asText())
                                .toInstant()
                                .isAfter(time))
                        .toList()
                : rows;
    }

    private Instant time() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select chassis.suite_now()")) {
            result.next();
            return result.getObject(1, OffsetDateTime.class).toInstant();
        }
    }

    private static List<String> without(List<String> rows, List<String> others) {
        List<String> left = new ArrayList<>(rows);
        others.forEach(left::remove);
        return left;
    }

    private Map<String, List<String>> contents() throws SQLException {
        Map<String, List<String>> contents = new LinkedHashMap<>();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : tables) {
                List<String> rows = new ArrayList<>();
                try (ResultSet result =
                        statement.executeQuery("select row_to_json(t)::text from " + table + " t order by 1")) {
                    while (result.next()) {
                        rows.add(result.getString(1));
                    }
                }
                contents.put(table, rows);
            }
        }
        return contents;
    }
}

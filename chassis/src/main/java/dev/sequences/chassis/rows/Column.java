package dev.sequences.chassis.rows;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One column of rows that go to the database as arrays, one array per column. The arrays have exact element types, since
 * the driver sends those in binary form; anything else it would escape character by character.
 *
 * @param sent SQL type of the elements as they are sent
 * @param stored how the column is made of what was sent, {@code %s} being that
 * @param values takes the value out of a row
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares two.
public record Column<R>(String name, String sent, String stored, Function<R, @Nullable Object> values, Object[] none) {

    public static <R> Column<R> text(String name, Function<R, @Nullable Object> values) {
        return new Column<>(name, "text", "%s", values, new String[0]);
    }

    public static <R> Column<R> number(String name, Function<R, @Nullable Object> values) {
        return new Column<>(name, "int", "%s", values, new Integer[0]);
    }

    public static <R> Column<R> bigint(String name, Function<R, @Nullable Object> values) {
        return new Column<>(name, "bigint", "%s", values, new Long[0]);
    }

    public static <R> Column<R> bytes(String name, Function<R, @Nullable Object> values) {
        return new Column<>(name, "bytea", "%s", values, new byte[0][]);
    }

    /** Sent as text and cast. */
    public static <R> Column<R> cast(String name, String type, Function<R, @Nullable Object> values) {
        return new Column<>(name, "text", "%s::" + type, values, new String[0]);
    }

    public static <R> Column<R> instant(String name, Function<R, @Nullable Instant> values) {
        return new Column<>(
                name,
                "bigint",
                "'epoch'::timestamptz + %s * interval '1 microsecond'",
                row -> {
                    Instant at = values.apply(row);
                    return at == null ? null : ChronoUnit.MICROS.between(Instant.EPOCH, at);
                },
                new Long[0]);
    }

    Array array(Connection connection, List<R> rows) throws SQLException {
        Object[] elements = java.util.Arrays.copyOf(none, rows.size());
        for (int i = 0; i < elements.length; i++) {
            elements[i] = values.apply(rows.get(i));
        }
        return connection.createArrayOf(sent, elements);
    }

    public static <R> Column<R> uuid(String name, Function<R, @Nullable Object> values) {
        return cast(name, "uuid", values);
    }

    /** {@code (a, b) select ... from unnest(?, ?) order by place}: what follows {@code insert into <table>}. */
    public static <R> String insertion(List<Column<R>> columns) {
        return "(" + names(columns) + ") " + rows(columns) + " order by place";
    }

    /**
     * {@code set b = n.b from (...) as n where t.a = n.a}: what follows {@code update <table> as t} for rows that are there.
     *
     * @param columns the first one names the row, the others change
     */
    public static <R> String changes(List<Column<R>> columns) {
        String id = columns.getFirst().name();
        return "set "
                + columns.stream()
                        .skip(1)
                        .map(c -> c.name() + " = n." + c.name())
                        .collect(Collectors.joining(", "))
                + " from (" + rows(columns) + ") as n where t." + id + " = n." + id;
    }

    /** Sends the rows as arrays, in the order of the columns. */
    public static <R> void send(PreparedStatement statement, List<Column<R>> columns, List<R> rows)
            throws SQLException {
        for (int i = 0; i < columns.size(); i++) {
            statement.setArray(i + 1, columns.get(i).array(statement.getConnection(), rows));
        }
    }

    private static <R> String rows(List<Column<R>> columns) {
        return "select "
                + columns.stream()
                        .map(c -> c.stored().formatted(c.name()) + " as " + c.name())
                        .collect(Collectors.joining(", "))
                + " from unnest("
                + columns.stream().map(c -> "?::" + c.sent() + "[]").collect(Collectors.joining(", "))
                + ") with ordinality as r(" + names(columns) + ", place)";
    }

    private static <R> String names(List<Column<R>> columns) {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }
}

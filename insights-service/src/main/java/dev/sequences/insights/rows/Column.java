package dev.sequences.insights.rows;

import java.sql.Array;
import java.sql.Connection;
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

    public Array array(Connection connection, List<R> rows) throws SQLException {
        Object[] elements = java.util.Arrays.copyOf(none, rows.size());
        for (int i = 0; i < elements.length; i++) {
            elements[i] = values.apply(rows.get(i));
        }
        return connection.createArrayOf(sent, elements);
    }

    /** {@code (a, b) select ... from unnest(?, ?) order by place}: what follows {@code insert into <table>}. */
    public static <R> String insertion(List<Column<R>> columns) {
        return "(" + names(columns) + ") select "
                + columns.stream().map(c -> c.stored().formatted(c.name())).collect(Collectors.joining(", "))
                + " from unnest("
                + columns.stream().map(c -> "?::" + c.sent() + "[]").collect(Collectors.joining(", "))
                + ") with ordinality as r(" + names(columns) + ", place) order by place";
    }

    private static <R> String names(List<Column<R>> columns) {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }
}

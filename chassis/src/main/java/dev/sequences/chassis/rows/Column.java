package dev.sequences.chassis.rows;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One column of rows that are sent to the database as arrays, one array per column. The arrays have exact element types, since the
 * driver sends those in binary form; it would escape others character by character.
 *
 * @param sent SQL type of the array elements
 * @param stored SQL expression of the stored value; {@code %s} is the array element
 * @param values returns the value of a row
 * @param none empty array of the element type
 */
@SuppressWarnings("ArrayRecordComponent") // Columns are never compared.
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

    /** A column whose values are sent as text and cast to {@code type}. */
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
        Object[] elements = Arrays.copyOf(none, rows.size());
        for (int i = 0; i < elements.length; i++) {
            elements[i] = values.apply(rows.get(i));
        }
        return connection.createArrayOf(sent, elements);
    }

    public static <R> Column<R> uuid(String name, Function<R, @Nullable Object> values) {
        return cast(name, "uuid", values);
    }

    /** Returns the part after {@code insert into <table>}: {@code (a, b) select ... from unnest(?, ?) order by place}. */
    public static <R> String insertion(List<Column<R>> columns) {
        return "(" + names(columns) + ") " + rows(columns) + " order by place";
    }

    /**
     * Returns the part after {@code update <table> as t}: {@code set b = n.b from (...) as n where t.a = n.a}.
     *
     * @param columns the first one identifies the row, the others are updated
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

    /** Binds the rows as one array per column, in the order of the columns. */
    public static <R> void bind(PreparedStatement statement, List<Column<R>> columns, List<R> rows)
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

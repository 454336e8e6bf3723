package dev.sequences.chassis.rows;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One SQL statement with its arguments. Reads rows by column name; a database error becomes a {@link StorageFailure}.
 *
 * <pre>{@code
 * List<Seller> sellers = Rows.of(connection, "select id, name from seller where id = any(?)")
 *         .with(ids)
 *         .list(row -> new Seller(row.text("id"), row.textOrNull("name")));
 * }</pre>
 *
 * <p>Not thread-safe; the statement is prepared, executed and closed by the terminal method.
 */
public final class Rows {

    /** Maps the current row. Must not keep the row: it is valid during the call only. */
    @FunctionalInterface
    public interface Mapper<T> {
        T map(Row row) throws SQLException;
    }

    /** Consumes the current row. */
    @FunctionalInterface
    public interface Consumer {
        void accept(Row row) throws SQLException;
    }

    private final Connection connection;
    private final String sql;
    private final List<@Nullable Object> arguments = new ArrayList<>();

    private Rows(Connection connection, String sql) {
        this.connection = connection;
        this.sql = sql;
    }

    public static Rows of(Connection connection, String sql) {
        return new Rows(connection, sql);
    }

    /**
     * Appends the arguments for the next placeholders. Accepts text, numbers, booleans, bytes, UUIDs, {@link Instant} (as timestamptz), dates,
     * null, and arrays or collections of text, Long, Integer or UUID (as SQL arrays).
     */
    public Rows with(@Nullable Object... values) {
        arguments.addAll(Arrays.asList(values));
        return this;
    }

    /** All rows, in the order of the statement. */
    public <T> List<T> list(Mapper<T> mapper) {
        List<T> list = new ArrayList<>();
        forEach(row -> list.add(mapper.map(row)));
        return list;
    }

    /** The first row; empty if there is none. Further rows are not read. */
    public <T> Optional<T> first(Mapper<T> mapper) {
        try (PreparedStatement statement = prepare();
                ResultSet result = statement.executeQuery()) {
            return result.next() ? Optional.of(mapper.map(new Row(result))) : Optional.empty();
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    /** The only row of an aggregate or similar statement. Throws {@link IllegalStateException} if there is none. */
    public <T> T one(Mapper<T> mapper) {
        return first(mapper).orElseThrow(() -> new IllegalStateException("no row: " + sql));
    }

    /** Whether the statement returns at least one row. */
    public boolean exists() {
        return first(row -> true).isPresent();
    }

    public void forEach(Consumer consumer) {
        try (PreparedStatement statement = prepare();
                ResultSet result = statement.executeQuery()) {
            Row row = new Row(result);
            while (result.next()) {
                consumer.accept(row);
            }
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    /** Executes an insert, update, delete or DDL statement; returns the number of affected rows. */
    public int update() {
        try (PreparedStatement statement = prepare()) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    private PreparedStatement prepare() throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            for (int i = 0; i < arguments.size(); i++) {
                bind(statement, i + 1, arguments.get(i));
            }
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    private void bind(PreparedStatement statement, int place, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> statement.setNull(place, Types.NULL);
            case String text -> statement.setString(place, text);
            case Instant instant -> statement.setObject(place, instant.atOffset(ZoneOffset.UTC));
            case byte[] bytes -> statement.setBytes(place, bytes);
            case Object[] elements -> statement.setArray(place, connection.createArrayOf(type(elements), elements));
            case Collection<?> elements -> bind(statement, place, array(elements));
            default -> statement.setObject(place, value);
        }
    }

    private static Object[] array(Collection<?> elements) {
        Object first = elements.isEmpty() ? "" : elements.iterator().next();
        return switch (first) {
            case Long number -> elements.toArray(Long[]::new);
            case Integer number -> elements.toArray(Integer[]::new);
            case UUID id -> elements.toArray(UUID[]::new);
            default -> elements.stream().map(String::valueOf).toArray(String[]::new);
        };
    }

    private static String type(Object[] elements) {
        return switch (elements) {
            case Long[] numbers -> "bigint";
            case Integer[] numbers -> "int";
            case UUID[] ids -> "uuid";
            default -> "text";
        };
    }
}

package dev.sequences.chassis.rows;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The current row of a result, read by column name. Methods without {@code OrNull} throw {@link IllegalStateException} for a null: the
 * schema says that the column has a value.
 */
public final class Row {

    private final ResultSet result;

    public Row(ResultSet result) {
        this.result = result;
    }

    public String text(String column) throws SQLException {
        return required(column, textOrNull(column));
    }

    public @Nullable String textOrNull(String column) throws SQLException {
        return result.getString(column);
    }

    public int intValue(String column) throws SQLException {
        int value = result.getInt(column);
        return present(column, value);
    }

    public @Nullable Integer intOrNull(String column) throws SQLException {
        int value = result.getInt(column);
        return result.wasNull() ? null : Integer.valueOf(value);
    }

    public long longValue(String column) throws SQLException {
        long value = result.getLong(column);
        return present(column, value);
    }

    public @Nullable Long longOrNull(String column) throws SQLException {
        long value = result.getLong(column);
        return result.wasNull() ? null : Long.valueOf(value);
    }

    public double doubleValue(String column) throws SQLException {
        double value = result.getDouble(column);
        return present(column, value);
    }

    public @Nullable Double doubleOrNull(String column) throws SQLException {
        double value = result.getDouble(column);
        return result.wasNull() ? null : Double.valueOf(value);
    }

    public @Nullable BigDecimal decimalOrNull(String column) throws SQLException {
        return result.getBigDecimal(column);
    }

    public boolean bool(String column) throws SQLException {
        boolean value = result.getBoolean(column);
        return present(column, value);
    }

    public @Nullable Boolean boolOrNull(String column) throws SQLException {
        boolean value = result.getBoolean(column);
        return result.wasNull() ? null : Boolean.valueOf(value);
    }

    public Instant instant(String column) throws SQLException {
        return required(column, instantOrNull(column));
    }

    public @Nullable Instant instantOrNull(String column) throws SQLException {
        OffsetDateTime value = result.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    public LocalDate date(String column) throws SQLException {
        return required(column, dateOrNull(column));
    }

    public @Nullable LocalDate dateOrNull(String column) throws SQLException {
        return result.getObject(column, LocalDate.class);
    }

    public byte[] bytes(String column) throws SQLException {
        return required(column, result.getBytes(column));
    }

    public byte @Nullable [] bytesOrNull(String column) throws SQLException {
        return result.getBytes(column);
    }

    /** A text array; empty if the column is null. */
    public List<String> texts(String column) throws SQLException {
        Array array = result.getArray(column);
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }

    private <T> T present(String column, T value) throws SQLException {
        if (result.wasNull()) {
            throw new IllegalStateException("column " + column + " is null");
        }
        return value;
    }

    private static <T> T required(String column, @Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("column " + column + " is null");
        }
        return value;
    }
}

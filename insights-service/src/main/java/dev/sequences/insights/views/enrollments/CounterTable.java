package dev.sequences.insights.views.enrollments;

import dev.sequences.chassis.rows.Column;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A table of counters. Adds the changes of a batch with one upsert. */
final class CounterTable {

    private final String name;
    private final List<Column<Map.Entry<List<?>, long[]>>> columns = new ArrayList<>();
    private final String onConflict;

    /**
     * @param key key columns in the order of the counters' keys
     * @param dependent number of key columns, at the end, that depend on the others and are not part of the primary key
     * @param figures columns of type bigint that are summed
     */
    CounterTable(String name, List<KeyColumn> key, int dependent, List<String> figures) {
        this.name = name;
        for (int i = 0; i < key.size(); i++) {
            int index = i;
            columns.add(key.get(i).column(row -> row.getKey().get(index)));
        }
        for (int i = 0; i < figures.size(); i++) {
            int figure = i;
            columns.add(Column.bigint(figures.get(i), row -> row.getValue()[figure]));
        }
        this.onConflict = " on conflict ("
                + key.subList(0, key.size() - dependent).stream()
                        .map(KeyColumn::name)
                        .collect(Collectors.joining(", "))
                + ") do update set "
                + figures.stream()
                        .map(f -> f + " = t." + f + " + excluded." + f)
                        .collect(Collectors.joining(", "));
    }

    /** A column of the key with its SQL type. */
    record KeyColumn(String name, Kind kind) {

        enum Kind {
            TEXT,
            NUMBER,
            DATE
        }

        static KeyColumn text(String name) {
            return new KeyColumn(name, Kind.TEXT);
        }

        static KeyColumn number(String name) {
            return new KeyColumn(name, Kind.NUMBER);
        }

        static KeyColumn date(String name) {
            return new KeyColumn(name, Kind.DATE);
        }

        private <R> Column<R> column(Function<R, @Nullable Object> values) {
            return switch (kind) {
                case TEXT -> Column.text(name, values);
                case NUMBER -> Column.number(name, values);
                case DATE -> Column.cast(name, "date", values);
            };
        }
    }

    String name() {
        return name;
    }

    void add(Connection connection, String schema, Map<List<?>, long[]> sums) throws SQLException {
        if (sums.isEmpty()) {
            return;
        }
        // Sorted, so that two replicas lock the same rows in the same order.
        List<Map.Entry<List<?>, long[]>> rows = new ArrayList<>(sums.entrySet());
        rows.sort(Comparator.comparing(row -> row.getKey().toString()));
        try (PreparedStatement upsert = connection.prepareStatement(
                "insert into " + schema + "." + name + " as t " + Column.insertion(columns) + onConflict)) {
            Column.bind(upsert, columns, rows);
            upsert.executeUpdate();
        }
    }
}

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

/** A table of sums: what a batch adds goes in with one statement. */
final class CounterTable {

    private final String name;
    private final List<Column<Map.Entry<List<?>, long[]>>> columns = new ArrayList<>();
    private final String onConflict;

    /**
     * @param identity columns, with their SQL types, in the order of the counters' keys
     * @param said how many of them, the last ones, follow from the others and are not part of the primary key
     * @param figures columns of type bigint that are added up
     */
    CounterTable(String name, List<Part> identity, int said, List<String> figures) {
        this.name = name;
        for (int i = 0; i < identity.size(); i++) {
            int part = i;
            columns.add(identity.get(i).column(row -> row.getKey().get(part)));
        }
        for (int i = 0; i < figures.size(); i++) {
            int figure = i;
            columns.add(Column.bigint(figures.get(i), row -> row.getValue()[figure]));
        }
        this.onConflict = " on conflict ("
                + identity.subList(0, identity.size() - said).stream()
                        .map(Part::name)
                        .collect(Collectors.joining(", "))
                + ") do update set "
                + figures.stream()
                        .map(f -> f + " = t." + f + " + excluded." + f)
                        .collect(Collectors.joining(", "));
    }

    /** A column of the key. */
    record Part(String name, Kind kind) {

        enum Kind {
            TEXT,
            NUMBER,
            DATE
        }

        static Part text(String name) {
            return new Part(name, Kind.TEXT);
        }

        static Part number(String name) {
            return new Part(name, Kind.NUMBER);
        }

        static Part date(String name) {
            return new Part(name, Kind.DATE);
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
        // Sorted, so that two replicas never lock the same rows in opposite orders.
        List<Map.Entry<List<?>, long[]>> rows = new ArrayList<>(sums.entrySet());
        rows.sort(Comparator.comparing(row -> row.getKey().toString()));
        try (PreparedStatement upsert = connection.prepareStatement(
                "insert into " + schema + "." + name + " as t " + Column.insertion(columns) + onConflict)) {
            Column.send(upsert, columns, rows);
            upsert.executeUpdate();
        }
    }
}

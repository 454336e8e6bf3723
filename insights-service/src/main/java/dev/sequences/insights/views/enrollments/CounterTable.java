package dev.sequences.insights.views.enrollments;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A table of sums: what a batch adds goes in with one statement.
 *
 * @param key columns with their SQL types that make the row's identity
 * @param said columns that always have the same value for the same key
 * @param figures columns of type bigint that are added up
 */
record CounterTable(String name, List<Column> key, List<Column> said, List<String> figures) {

    record Column(String name, String type) {

        static Column text(String name) {
            return new Column(name, "text");
        }

        static Column number(String name) {
            return new Column(name, "int");
        }
    }

    void add(Connection connection, String schema, Map<List<?>, long[]> sums) throws SQLException {
        if (sums.isEmpty()) {
            return;
        }
        // Sorted, so that two replicas never lock the same rows in opposite orders.
        List<Map.Entry<List<?>, long[]>> rows = new ArrayList<>(sums.entrySet());
        rows.sort(Comparator.comparing(row -> row.getKey().toString()));
        int identity = key.size() + said.size();
        try (PreparedStatement upsert = connection.prepareStatement(statement(schema))) {
            for (int i = 0; i < identity; i++) {
                int column = i;
                Object[] values =
                        rows.stream().map(row -> row.getKey().get(column)).toArray();
                upsert.setArray(i + 1, connection.createArrayOf(column(i).type(), values));
            }
            for (int i = 0; i < figures.size(); i++) {
                int figure = i;
                Object[] values =
                        rows.stream().map(row -> row.getValue()[figure]).toArray();
                upsert.setArray(identity + i + 1, connection.createArrayOf("bigint", values));
            }
            upsert.executeUpdate();
        }
    }

    private Column column(int i) {
        return i < key.size() ? key.get(i) : said.get(i - key.size());
    }

    private String statement(String schema) {
        String columns = Stream.concat(
                        Stream.concat(key.stream(), said.stream()).map(Column::name), figures.stream())
                .collect(Collectors.joining(", "));
        String arrays = Stream.concat(
                        IntStream.range(0, key.size() + said.size())
                                .mapToObj(i -> column(i).type()),
                        figures.stream().map(f -> "bigint"))
                .map(type -> "?::" + type + "[]")
                .collect(Collectors.joining(", "));
        return "insert into " + schema + "." + name + " as t (" + columns + ") select * from unnest(" + arrays
                + ") on conflict ("
                + key.stream().map(Column::name).collect(Collectors.joining(", ")) + ") do update set "
                + figures.stream()
                        .map(f -> f + " = t." + f + " + excluded." + f)
                        .collect(Collectors.joining(", "));
    }
}

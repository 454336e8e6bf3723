package dev.sequences.testkit.condition;

import dev.sequences.chassis.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The rows of {@code conditions.jsonl}, which the contracts publish. */
public final class TruthTable {

    private TruthTable() {}

    /**
     * One row.
     *
     * @param condition the condition as drawn
     * @param fields the record: one field, or none
     */
    public record Row(
            String title,
            Map<String, Object> condition,
            Map<String, Object> fields,
            boolean holds,
            Instant now,
            ZoneId zone) {

        @Override
        public String toString() {
            return title;
        }
    }

    public static List<Row> rows() {
        InputStream table = TruthTable.class.getResourceAsStream("/conditions/conditions.jsonl");
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(Objects.requireNonNull(table), StandardCharsets.UTF_8))) {
            return lines.lines().map(TruthTable::row).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked") // A row is a JSON object.
    private static Row row(String line) {
        Map<String, @Nullable Object> row = Json.read(line, Map.class);
        String field = text(row, "field");
        Map<String, Object> condition = new HashMap<>(Map.of("field", field, "op", text(row, "op")));
        Object value = row.get("value");
        if (value != null) {
            condition.put("value", value);
        }
        Map<String, Object> fields = new HashMap<>();
        Object found = row.get("found");
        if (found != null) {
            fields.put(field, found);
        }
        return new Row(
                line,
                condition,
                fields,
                Boolean.TRUE.equals(row.get("holds")),
                Instant.parse(text(row, "now")),
                ZoneId.of(text(row, "zone")));
    }

    private static String text(Map<String, @Nullable Object> row, String name) {
        return (String) Objects.requireNonNull(row.get(name), name);
    }
}

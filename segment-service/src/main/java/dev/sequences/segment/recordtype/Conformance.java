package dev.sequences.segment.recordtype;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.rows.Row;
import dev.sequences.segment.recordtype.model.Declaration;
import dev.sequences.segment.recordtype.model.Declaration.Mismatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the stored records of a type conform to a declaration.
 *
 * @param records number of records with at least one value that does not conform
 * @param complete false if there are more than 1 000 000 records; the remaining ones were not checked
 * @param examples the first 20 values that do not conform
 */
record Conformance(long checked, boolean complete, long records, Map<String, Long> byField, List<Example> examples) {

    private static final int MAX_EXAMPLES = 20;
    private static final int MAX_RECORDS = 1_000_000;
    private static final int BATCH = 1_000;

    private static final ObjectReader FIELDS = Json.MAPPER.readerFor(new TypeReference<Map<String, Object>>() {});

    /** A value that does not conform, unchanged. */
    record Example(String recordId, String field, @Nullable Object value, String code, String message) {}

    long nonConforming(String field) {
        return byField.getOrDefault(field, 0L);
    }

    /** Reads all records of the type as a stream, so memory does not grow with their number. */
    static Conformance of(Connection connection, String recordType, Declaration declaration) throws SQLException {
        if (declaration.fields().isEmpty()) {
            return new Conformance(0, true, 0, Map.of(), List.of());
        }
        connection.setAutoCommit(false);
        try (PreparedStatement read = connection.prepareStatement("select record_id, fields from record"
                + " where record_type = ? and not deleted order by record_id limit " + (MAX_RECORDS + 1))) {
            read.setFetchSize(BATCH);
            read.setString(1, recordType);
            Count count = new Count(declaration);
            try (ResultSet result = read.executeQuery()) {
                return count.all(result);
            }
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private static final class Count {

        private final Declaration declaration;
        private final Map<String, Long> byField = new HashMap<>();
        private final List<Example> examples = new ArrayList<>();
        private long records;

        Count(Declaration declaration) {
            this.declaration = declaration;
        }

        Conformance all(ResultSet result) throws SQLException {
            Row row = new Row(result);
            long checked = 0;
            while (result.next()) {
                if (checked == MAX_RECORDS) {
                    return new Conformance(checked, false, records, byField, examples);
                }
                checked++;
                add(row.text("record_id"), row.text("fields"));
            }
            return new Conformance(checked, true, records, byField, examples);
        }

        private void add(String recordId, String json) {
            Map<String, Object> fields;
            try {
                fields = FIELDS.readValue(json);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            List<Mismatch> mismatches = declaration.check(fields);
            records += mismatches.isEmpty() ? 0 : 1;
            for (Mismatch mismatch : mismatches) {
                byField.merge(mismatch.field(), 1L, Long::sum);
                if (examples.size() < MAX_EXAMPLES) {
                    examples.add(new Example(
                            recordId,
                            mismatch.field(),
                            fields.get(mismatch.field()),
                            mismatch.code(),
                            mismatch.message()));
                }
            }
        }
    }
}

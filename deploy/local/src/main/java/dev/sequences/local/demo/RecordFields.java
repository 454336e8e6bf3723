package dev.sequences.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.local.demo.SuiteClient.Service;
import dev.sequences.local.demo.SuiteClient.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The fields of a record type as {@code GET /record-types/{type}} lists them.
 *
 * @param records number of records of the type
 * @param fields most used first
 */
record RecordFields(long records, List<Field> fields) {

    /**
     * One field.
     *
     * @param records how many records have data in it
     * @param values all values, most used first; empty when the service does not list them because there are too many
     */
    record Field(String name, long records, List<Value> values) {}

    record Value(String value, long records) {}

    static RecordFields read(SuiteClient suite, User reader, String recordType) {
        return of(suite.get(Service.SEGMENT, reader, "/record-types/" + recordType));
    }

    static RecordFields of(JsonNode json) {
        var fields = new ArrayList<Field>();
        for (var field : json.path("fields")) {
            var values = new ArrayList<Value>();
            for (var value : field.path("values")) {
                values.add(new Value(
                        value.path("value").asText(), value.path("records").asLong()));
            }
            fields.add(
                    new Field(field.path("name").asText(), field.path("records").asLong(), List.copyOf(values)));
        }
        return new RecordFields(json.path("records").asLong(), List.copyOf(fields));
    }

    List<String> names() {
        return fields.stream().map(Field::name).toList();
    }

    Optional<Field> field(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }
}

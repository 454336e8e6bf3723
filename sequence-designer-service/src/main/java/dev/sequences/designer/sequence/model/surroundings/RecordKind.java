package dev.sequences.designer.sequence.model.surroundings;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A kind of records: its fields and business processes, as far as they are described. Where the description is not complete, an
 * organisation has fields of its own; what is checked of them is only that the value fits the operator.
 *
 * @param fields by name
 * @param processes stages by process name, in order
 * @param complete whether there is nothing but what is described: what is not is then a mistake
 */
public record RecordKind(
        String recordType, Map<String, Field> fields, Map<String, List<String>> processes, boolean complete) {

    /** Described in parts. */
    public RecordKind(String recordType, Map<String, Field> fields, Map<String, List<String>> processes) {
        this(recordType, fields, processes, false);
    }

    /** A field and, for a choice, its values. */
    public record Field(FieldType type, List<String> values) {}

    /** What a field holds; decides which operators and values fit. */
    public enum FieldType {
        TEXT,
        NUMBER,
        DATE,
        CHOICE,
        BOOLEAN,
        LOOKUP;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<FieldType> named(String wireName) {
            for (FieldType type : values()) {
                if (type.wireName().equals(wireName)) {
                    return Optional.of(type);
                }
            }
            return Optional.empty();
        }
    }

    public Optional<Field> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /** Names of the fields, for a remedy. */
    public String fieldNames() {
        return fields.keySet().stream().sorted().collect(Collectors.joining(", "));
    }
}

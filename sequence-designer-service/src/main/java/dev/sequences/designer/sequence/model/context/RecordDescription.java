package dev.sequences.designer.sequence.model.context;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Description of a record type: its known fields and business processes. If the description is incomplete, the organization has
 * further fields, for which only the combination of operator and value is checked.
 *
 * @param fields by name
 * @param processes stages by process name, in order
 * @param complete whether the description is complete, so that anything else is an error
 */
public record RecordDescription(
        String recordType, Map<String, Field> fields, Map<String, List<String>> processes, boolean complete) {

    /** An incomplete description. */
    public RecordDescription(String recordType, Map<String, Field> fields, Map<String, List<String>> processes) {
        this(recordType, fields, processes, false);
    }

    /** A field and, for a choice, its values. */
    public record Field(FieldType type, List<String> values) {}

    /** Type of a field; determines the valid operators and values. */
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

        public static Optional<FieldType> ofWireName(String wireName) {
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

    /** Names of the fields, for remedies. */
    public String fieldNames() {
        return fields.keySet().stream().sorted().collect(Collectors.joining(", "));
    }
}

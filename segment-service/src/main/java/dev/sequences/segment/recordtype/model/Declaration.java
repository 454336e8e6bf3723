package dev.sequences.segment.recordtype.model;

import dev.sequences.language.condition.FieldValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The declared fields and processes of a record type. Fields that are not declared accept every value. */
public record Declaration(List<Field> fields, List<Process> processes) {

    public static final Declaration NONE = new Declaration(List.of(), List.of());

    private static final int MAX_LISTED_CHOICES = 20;
    private static final int MAX_QUOTED_LENGTH = 80;

    public Declaration {
        fields = List.copyOf(fields);
        processes = List.copyOf(processes);
    }

    /**
     * A declared field.
     *
     * @param label for people; null: the name
     * @param choices in the order of display; empty unless the type is {@link FieldType#CHOICE}
     */
    public record Field(
            String name, FieldType type, @Nullable String label, List<Choice> choices) {

        public Field {
            choices = List.copyOf(choices);
        }
    }

    /** @param label for people; null: the value */
    public record Choice(String value, @Nullable String label) {}

    /** A business process of the record type with its stages, in order. */
    public record Process(String name, List<String> stages) {

        public Process {
            stages = List.copyOf(stages);
        }
    }

    /**
     * A value that does not conform to its declared field.
     *
     * @param code {@code value-wrong-type} or {@code choice-unknown}
     */
    public record Mismatch(String field, String code, String message, String remedy) {}

    /** Whether it declares anything. */
    public boolean hasContent() {
        return !fields.isEmpty() || !processes.isEmpty();
    }

    /** The declaration of this field; empty if the field is not declared. */
    public Optional<Field> field(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    /** Checks one value. A missing value (null, blank text) conforms to every type. */
    public Optional<Mismatch> check(String name, @Nullable Object value) {
        if (value == null || FieldValue.isMissing(value)) {
            return Optional.empty();
        }
        return field(name).flatMap(field -> check(field, value));
    }

    /** Checks the fields of a record; empty if all conform. */
    public List<Mismatch> check(Map<String, Object> values) {
        List<Mismatch> mismatches = new ArrayList<>();
        for (Field field : fields) {
            Object value = values.get(field.name());
            if (value != null && !FieldValue.isMissing(value)) {
                check(field, value).ifPresent(mismatches::add);
            }
        }
        return mismatches;
    }

    private static Optional<Mismatch> check(Field field, Object value) {
        if (!field.type().accepts(value)) {
            return Optional.of(new Mismatch(
                    field.name(),
                    "value-wrong-type",
                    "The value " + quoted(value) + " of " + field.name() + " is not of the declared type "
                            + field.type().code() + ".",
                    "Send " + field.type().expected() + ", or null."));
        }
        if (field.type() == FieldType.CHOICE
                && field.choices().stream().noneMatch(choice -> choice.value().equals(value))) {
            return Optional.of(new Mismatch(
                    field.name(),
                    "choice-unknown",
                    "The value " + quoted(value) + " of " + field.name() + " is not among the declared choices.",
                    "Send one of " + listed(field.choices()) + ", or null."));
        }
        return Optional.empty();
    }

    private static String listed(List<Choice> choices) {
        String first = choices.stream()
                .limit(MAX_LISTED_CHOICES)
                .map(choice -> quoted(choice.value()))
                .collect(Collectors.joining(", "));
        return choices.size() > MAX_LISTED_CHOICES
                ? first + " and " + (choices.size() - MAX_LISTED_CHOICES) + " more"
                : first;
    }

    private static String quoted(Object value) {
        String text = FieldValue.isScalar(value) ? FieldValue.text(value) : "(an object or a list)";
        return '\'' + (text.length() <= MAX_QUOTED_LENGTH ? text : text.substring(0, MAX_QUOTED_LENGTH) + "...") + '\'';
    }
}

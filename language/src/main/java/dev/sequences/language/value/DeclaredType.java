package dev.sequences.language.value;

import java.util.Map;

/**
 * The declared type of a field.
 *
 * @param choices for {@link FieldType#CHOICE}: the value by each accepted text (values and labels); empty for other types
 */
public record DeclaredType(FieldType type, Map<String, String> choices) {

    public DeclaredType {
        choices = Map.copyOf(choices);
    }

    public static DeclaredType of(FieldType type) {
        return new DeclaredType(type, Map.of());
    }
}

package dev.sequences.segment.recordimport;

import dev.sequences.language.value.DeclaredType;
import dev.sequences.language.value.FieldType;
import dev.sequences.segment.recordtype.DeclarationRows;
import dev.sequences.segment.recordtype.model.Declaration;
import java.sql.Connection;
import java.util.HashMap;
import java.util.Map;

/** The declared types of a record type, for the columns of a file. */
final class DeclaredColumns {

    private DeclaredColumns() {}

    /** The types by field name. */
    static Map<String, DeclaredType> of(Connection connection, String recordType) {
        Map<String, DeclaredType> types = new HashMap<>();
        for (Declaration.Field field :
                DeclarationRows.of(connection, recordType).fields()) {
            FieldType type = FieldType.named(field.type().code()).orElse(FieldType.TEXT);
            types.put(field.name(), new DeclaredType(type, choices(field)));
        }
        return types;
    }

    /** A value takes precedence over a label of another value. */
    private static Map<String, String> choices(Declaration.Field field) {
        Map<String, String> choices = new HashMap<>();
        field.choices().forEach(choice -> choices.put(choice.value(), choice.value()));
        field.choices().stream()
                .filter(choice -> choice.label() != null)
                .forEach(choice -> choices.putIfAbsent(String.valueOf(choice.label()), choice.value()));
        return choices;
    }
}

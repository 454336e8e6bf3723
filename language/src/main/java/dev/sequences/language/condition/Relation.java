package dev.sequences.language.condition;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a record names a related one: the relation {@code account} by its field {@code accountId}, {@code primaryContact} by
 * {@code primaryContactId}. The last word is the type of the related record, unless a field such as {@code customerType} names
 * another.
 */
public record Relation(String name) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,97}");

    /** Whether it can be the name of a relation. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** The field with the id of the related record. */
    public String idField() {
        return name + "Id";
    }

    /** The field with the type of the related record, where the name does not give it. */
    public String typeField() {
        return name + "Type";
    }

    /** Id of the related record, also where a file has it as a number; null when the record names none. */
    public @Nullable String recordId(RecordValues record) {
        Object id = record.value(idField());
        return id instanceof Number || (id instanceof String text && !text.isBlank()) ? FieldValue.text(id) : null;
    }

    /** Type of the related record. */
    public String recordType(RecordValues record) {
        if (record.value(typeField()) instanceof String type && !type.isBlank()) {
            return type;
        }
        int word = name.length() - 1;
        while (word > 0 && !Character.isUpperCase(name.charAt(word))) {
            word--;
        }
        return name.substring(Math.max(word, 0)).toLowerCase(Locale.ROOT);
    }
}

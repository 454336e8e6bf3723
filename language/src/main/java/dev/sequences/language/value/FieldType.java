package dev.sequences.language.value;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Type of a record field. A column of a file has one type, and so has a declared field of a record type. */
public enum FieldType {
    TEXT,
    NUMBER,
    BOOLEAN,
    DATE,
    /** A date-time with or without an offset; a date is accepted, too, and compares by its day. */
    DATE_TIME,
    /** One of several declared values. Never recognized in a file. */
    CHOICE;

    private final String wireName = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** Name in JSON, in kebab-case. */
    public String wireName() {
        return wireName;
    }

    /** The type of this wire name; empty if there is none. */
    public static Optional<FieldType> named(String wireName) {
        return Arrays.stream(values())
                .filter(type -> type.wireName.equals(wireName))
                .findFirst();
    }

    /** All wire names, in the order of declaration. */
    public static List<String> wireNames() {
        return Arrays.stream(values()).map(FieldType::wireName).toList();
    }
}

package dev.sequences.designer.sequence.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who gets the steps of an enrollment. Only the record's owner is executed so far. */
public enum AssignTo {
    RECORD_OWNER,
    RECORD_FIELD,
    OWNER_TEAM,
    ACCESS_TEAM,
    CURRENT_USER;

    public static Optional<AssignTo> named(String wireName) {
        return Arrays.stream(values())
                .filter(one -> one.wireName().equals(wireName))
                .findFirst();
    }

    public static String names() {
        return Arrays.stream(values()).map(AssignTo::wireName).collect(Collectors.joining(", "));
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

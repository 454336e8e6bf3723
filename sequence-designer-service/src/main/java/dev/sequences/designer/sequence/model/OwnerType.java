package dev.sequences.designer.sequence.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Types of owners. */
public enum OwnerType {
    USER,
    TEAM;

    public static Optional<OwnerType> ofWireName(String wireName) {
        return Arrays.stream(values())
                .filter(one -> one.wireName().equals(wireName))
                .findFirst();
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package dev.sequences.designer.sequence.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Assignee of the steps of an enrollment: the record's owner, the user in one of its fields, its owner team (or the team in its
 * field {@code ownerTeamId}), the team in its field {@code accessTeamId}, or the user who enrolls it.
 */
public enum AssignTo {
    RECORD_OWNER,
    RECORD_FIELD,
    OWNER_TEAM,
    ACCESS_TEAM,
    CURRENT_USER;

    public static Optional<AssignTo> ofWireName(String wireName) {
        return Arrays.stream(values())
                .filter(one -> one.wireName().equals(wireName))
                .findFirst();
    }

    public static String wireNames() {
        return Arrays.stream(values()).map(AssignTo::wireName).collect(Collectors.joining(", "));
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

package dev.sequences.designer.sequence.model.graph;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a node may be and which fields it may have beside {@code key}, {@code type}, {@code name} and {@code description}.
 *
 * <p>A type is {@link #executable} from the day on which the enrollment service walks through it; others can be drawn and
 * kept in a draft, but not activated.
 */
public enum NodeType {
    EMAIL(Role.STEP, true, "templateId", "next"),
    AUTOMATED_EMAIL(Role.STEP, false, "templateId", "next"),
    TEXT_MESSAGE(Role.STEP, true, "templateId", "next"),
    AUTOMATED_TEXT_MESSAGE(Role.STEP, false, "templateId", "next"),
    PHONE_CALL(Role.STEP, true, "next"),
    TASK(Role.STEP, true, "next"),
    WAIT(Role.PAUSE, true, "duration", "next"),
    AB_TEST(Role.STEP, false, "next"),
    EMAIL_CONDITION(Role.BRANCH, false, "interactions", "match", "within", "immediately", "yes", "no"),
    PHONE_CONDITION(Role.BRANCH, false, "results", "yes", "no"),
    FIELD_CONDITION(Role.BRANCH, false, "when", "yes", "no"),
    STAGE_CONDITION(Role.BRANCH, false, "process", "stages", "yes", "no"),
    EVENT_WAIT(Role.BRANCH, false, "event", "within", "yes", "no"),
    UPDATE_FIELD(Role.COMMAND, false, "field", "value", "next"),
    ADVANCE(Role.COMMAND, false, "sequenceId"),
    LINKEDIN_RESEARCH(Role.STEP, false, "next"),
    LINKEDIN_INTRODUCTION(Role.STEP, false, "next"),
    LINKEDIN_CONNECT(Role.STEP, false, "next"),
    LINKEDIN_INMAIL(Role.STEP, false, "next");

    /** What a node does on a path. */
    public enum Role {
        /** Somebody or something acts towards the customer. */
        STEP,
        /** Time passes. */
        PAUSE,
        /** The path divides in yes and no. */
        BRANCH,
        /** The suite acts on the record or the enrollment. */
        COMMAND
    }

    private static final Set<String> FIELDS_OF_ALL = Set.of("key", "type", "name", "description");

    private static final Map<String, NodeType> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(NodeType::wireName, type -> type));

    private final Role role;
    private final boolean executable;
    private final Set<String> ownFields;

    NodeType(Role role, boolean executable, String... ownFields) {
        this.role = role;
        this.executable = executable;
        this.ownFields = new LinkedHashSet<>(List.of(ownFields));
    }

    /** The type of this name, e.g. {@code phone-call}; empty when there is none. */
    public static Optional<NodeType> named(String wireName) {
        return Optional.ofNullable(BY_NAME.get(wireName));
    }

    /** Names of the types that can be activated, for a remedy. */
    static String executableNames() {
        return Arrays.stream(values())
                .filter(NodeType::executable)
                .map(NodeType::wireName)
                .collect(Collectors.joining(", "));
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Role role() {
        return role;
    }

    public boolean executable() {
        return executable;
    }

    public boolean hasField(String field) {
        return FIELDS_OF_ALL.contains(field) || ownFields.contains(field);
    }
}

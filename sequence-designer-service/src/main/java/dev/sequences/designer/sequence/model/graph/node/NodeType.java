package dev.sequences.designer.sequence.model.graph.node;

import dev.sequences.designer.sequence.model.reading.Fields;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Node types: API name, role on a path, allowed fields and their reader. */
public enum NodeType {
    EMAIL(Role.STEP, MessageStep::read, MessageStep.FIELDS),
    AUTOMATED_EMAIL(Role.STEP, MessageStep::read, MessageStep.FIELDS),
    TEXT_MESSAGE(Role.STEP, MessageStep::read, MessageStep.FIELDS),
    AUTOMATED_TEXT_MESSAGE(Role.STEP, MessageStep::read, MessageStep.FIELDS),
    PHONE_CALL(Role.STEP, SellerStep::read, SellerStep.FIELDS),
    TASK(Role.STEP, SellerStep::read, SellerStep.FIELDS),
    WAIT(Role.PAUSE, Wait::read, Wait.FIELDS),
    AB_TEST(Role.STEP, AbTest::read, AbTest.FIELDS),
    EMAIL_CONDITION(Role.BRANCH, EmailCondition::read, EmailCondition.FIELDS),
    PHONE_CONDITION(Role.BRANCH, PhoneCondition::read, PhoneCondition.FIELDS),
    FIELD_CONDITION(Role.BRANCH, FieldCondition::read, FieldCondition.FIELDS),
    STAGE_CONDITION(Role.BRANCH, StageCondition::read, StageCondition.FIELDS),
    EVENT_WAIT(Role.BRANCH, EventWait::read, EventWait.FIELDS),
    UPDATE_FIELD(Role.COMMAND, UpdateField::read, UpdateField.FIELDS),
    ADVANCE(Role.COMMAND, Advance::read, Advance.FIELDS),
    LINKEDIN_RESEARCH(Role.STEP, SellerStep::read, SellerStep.FIELDS, "Research"),
    LINKEDIN_INTRODUCTION(Role.STEP, SellerStep::read, SellerStep.FIELDS, "Find intro person"),
    LINKEDIN_CONNECT(Role.STEP, SellerStep::read, SellerStep.FIELDS, "Connect"),
    LINKEDIN_INMAIL(Role.STEP, SellerStep::read, SellerStep.FIELDS, "Send InMail");

    /** Role of a node on a path. */
    public enum Role {
        /** A seller or the system acts towards the customer. */
        STEP,
        /** Time passes. */
        PAUSE,
        /** The path branches into yes and no. */
        BRANCH,
        /** The system changes the record or the enrollment. */
        COMMAND
    }

    private static final Set<String> FIELDS_OF_ALL = Set.of("key", "type", "name", "description");

    private static final Map<String, NodeType> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(NodeType::wireName, type -> type));

    private final Role role;
    private final BiFunction<NodeHeader, Fields, Node> reader;
    private final Set<String> ownFields;
    private final @Nullable String defaultName;

    NodeType(Role role, BiFunction<NodeHeader, Fields, Node> reader, List<String> ownFields) {
        this(role, reader, ownFields, null);
    }

    NodeType(
            Role role,
            BiFunction<NodeHeader, Fields, Node> reader,
            List<String> ownFields,
            @Nullable String defaultName) {
        this.role = role;
        this.reader = reader;
        this.ownFields = new LinkedHashSet<>(ownFields);
        this.defaultName = defaultName;
    }

    /** Returns the type with this API name, e.g. {@code phone-call}; empty if there is none. */
    public static Optional<NodeType> ofWireName(String wireName) {
        return Optional.ofNullable(BY_NAME.get(wireName));
    }

    /** All API names, for remedies. */
    public static String wireNames() {
        return Arrays.stream(values()).map(NodeType::wireName).collect(Collectors.joining(", "));
    }

    Node read(NodeHeader head, Fields fields) {
        return reader.apply(head, fields);
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Role role() {
        return role;
    }

    /** Default name shown to sellers; null if a name is required. */
    public @Nullable String defaultName() {
        return defaultName;
    }

    public boolean hasField(String field) {
        return FIELDS_OF_ALL.contains(field) || ownFields.contains(field);
    }

    /** Whether the node sends an email, automatically or not. */
    public boolean sendsEmail() {
        return this == EMAIL || this == AUTOMATED_EMAIL || this == AB_TEST;
    }

    /** Whether the node sends a message without review. */
    public boolean sendsByItself() {
        return this == AUTOMATED_EMAIL || this == AUTOMATED_TEXT_MESSAGE || this == AB_TEST;
    }
}

package dev.sequences.designer.sequence.model.condition;

import dev.sequences.designer.sequence.model.surroundings.RecordKind.FieldType;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** How a condition compares: which fields it suits and what has to stand beside it. */
public enum Operator {
    EQUALS(Wants.ONE, EnumSet.allOf(FieldType.class)),
    NOT_EQUALS(Wants.ONE, EnumSet.allOf(FieldType.class)),
    CONTAINS(Wants.TEXT, Set.of(FieldType.TEXT)),
    NOT_CONTAINS(Wants.TEXT, Set.of(FieldType.TEXT)),
    BEGINS_WITH(Wants.TEXT, Set.of(FieldType.TEXT)),
    ENDS_WITH(Wants.TEXT, Set.of(FieldType.TEXT)),
    HAS_DATA(Wants.NOTHING, EnumSet.allOf(FieldType.class)),
    NO_DATA(Wants.NOTHING, EnumSet.allOf(FieldType.class)),
    GT(Wants.NUMBER_OR_DATE, Set.of(FieldType.NUMBER, FieldType.DATE)),
    GTE(Wants.NUMBER_OR_DATE, Set.of(FieldType.NUMBER, FieldType.DATE)),
    LT(Wants.NUMBER_OR_DATE, Set.of(FieldType.NUMBER, FieldType.DATE)),
    LTE(Wants.NUMBER_OR_DATE, Set.of(FieldType.NUMBER, FieldType.DATE)),
    ON(Wants.DATE, Set.of(FieldType.DATE)),
    ON_OR_BEFORE(Wants.DATE, Set.of(FieldType.DATE)),
    ON_OR_AFTER(Wants.DATE, Set.of(FieldType.DATE)),
    IN_LAST_DAYS(Wants.DAYS, Set.of(FieldType.DATE)),
    IN_NEXT_DAYS(Wants.DAYS, Set.of(FieldType.DATE)),
    ANY_OF(Wants.MANY, EnumSet.of(FieldType.TEXT, FieldType.NUMBER, FieldType.CHOICE, FieldType.LOOKUP)),
    NONE_OF(Wants.MANY, EnumSet.of(FieldType.TEXT, FieldType.NUMBER, FieldType.CHOICE, FieldType.LOOKUP));

    /** What has to stand beside the operator. */
    enum Wants {
        NOTHING,
        ONE,
        TEXT,
        NUMBER_OR_DATE,
        DATE,
        DAYS,
        MANY
    }

    private final Wants wants;
    private final Set<FieldType> suits;

    Operator(Wants wants, Set<FieldType> suits) {
        this.wants = wants;
        this.suits = suits;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Wants wants() {
        return wants;
    }

    boolean suits(FieldType type) {
        return suits.contains(type);
    }

    static Optional<Operator> named(String wireName) {
        return Arrays.stream(values())
                .filter(one -> one.wireName().equals(wireName))
                .findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(Operator::wireName).toList();
    }

    /** Names of those that suit a field of the type, for a remedy. */
    static String namesFor(FieldType type) {
        return Arrays.stream(values())
                .filter(one -> one.suits(type))
                .map(Operator::wireName)
                .collect(Collectors.joining(", "));
    }
}

package dev.sequences.language.condition;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How a condition compares a field with its operand. */
public enum Operator {
    EQUALS("equals", Shape.ONE),
    NOT_EQUALS("does not equal", Shape.ONE),
    CONTAINS("contains", Shape.TEXT),
    NOT_CONTAINS("does not contain", Shape.TEXT),
    BEGINS_WITH("begins with", Shape.TEXT),
    ENDS_WITH("ends with", Shape.TEXT),
    HAS_DATA("has data", Shape.NONE),
    NO_DATA("has no data", Shape.NONE),
    GT("is greater than", Shape.NUMBER_OR_DATE),
    GTE("is at least", Shape.NUMBER_OR_DATE),
    LT("is less than", Shape.NUMBER_OR_DATE),
    LTE("is at most", Shape.NUMBER_OR_DATE),
    ON("is on", Shape.DATE),
    ON_OR_BEFORE("is on or before", Shape.DATE),
    ON_OR_AFTER("is on or after", Shape.DATE),
    IN_LAST_DAYS("is in the last", Shape.DAYS),
    IN_NEXT_DAYS("is in the next", Shape.DAYS),
    ANY_OF("is any of", Shape.LIST),
    NONE_OF("is none of", Shape.LIST);

    /** The operand that an operator needs. */
    public enum Shape {
        /** No operand. */
        NONE,
        /** One text, number or boolean. */
        ONE,
        /** One text. */
        TEXT,
        /** One number, date or date-time. */
        NUMBER_OR_DATE,
        /** One date or date-time. */
        DATE,
        /** A whole number of days. */
        DAYS,
        /** A list of texts, numbers and booleans. */
        LIST
    }

    private static final Map<String, Operator> BY_WIRE_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Operator::wireName, Function.identity()));

    private final String wireName = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final String words;
    private final Shape shape;

    Operator(String words, Shape shape) {
        this.words = words;
        this.shape = shape;
    }

    /** Name in JSON, in kebab-case. */
    public String wireName() {
        return wireName;
    }

    /** The operator within a sentence, e.g. {@code is at least}. */
    public String words() {
        return words;
    }

    public Shape shape() {
        return shape;
    }

    /** Whether it is the opposite of another operator. Such an operator is satisfied by a missing field. */
    public boolean isNegative() {
        return this == NOT_EQUALS || this == NOT_CONTAINS || this == NONE_OF;
    }

    /** The operator of this wire name; empty when there is none. */
    public static Optional<Operator> named(String wireName) {
        return Optional.ofNullable(BY_WIRE_NAME.get(wireName));
    }

    /** All wire names, in the order of declaration. */
    public static List<String> wireNames() {
        return Arrays.stream(values()).map(Operator::wireName).toList();
    }
}

package dev.sequences.segment.segment.model.rule;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How a condition compares; {@link #words} is how a reason says it. */
public enum Operator {
    EQUALS("equals", "equals", Wants.ONE),
    NOT_EQUALS("not-equals", "does not equal", Wants.ONE),
    CONTAINS("contains", "contains", Wants.TEXT),
    NOT_CONTAINS("not-contains", "does not contain", Wants.TEXT),
    BEGINS_WITH("begins-with", "begins with", Wants.TEXT),
    ENDS_WITH("ends-with", "ends with", Wants.TEXT),
    HAS_DATA("has-data", "has data", Wants.NOTHING),
    NO_DATA("no-data", "has no data", Wants.NOTHING),
    GT("gt", "is greater than", Wants.NUMBER_OR_DATE),
    GTE("gte", "is at least", Wants.NUMBER_OR_DATE),
    LT("lt", "is less than", Wants.NUMBER_OR_DATE),
    LTE("lte", "is at most", Wants.NUMBER_OR_DATE),
    ON("on", "is on", Wants.DATE),
    ON_OR_BEFORE("on-or-before", "is on or before", Wants.DATE),
    ON_OR_AFTER("on-or-after", "is on or after", Wants.DATE),
    IN_LAST_DAYS("in-last-days", "is in the last", Wants.DAYS),
    IN_NEXT_DAYS("in-next-days", "is in the next", Wants.DAYS),
    ANY_OF("any-of", "is any of", Wants.MANY),
    NONE_OF("none-of", "is none of", Wants.MANY);

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

    private static final Map<String, Operator> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(o -> o.code, Function.identity()));

    private final String code;
    private final String words;
    private final Wants wants;

    Operator(String code, String words, Wants wants) {
        this.code = code;
        this.words = words;
        this.wants = wants;
    }

    public String code() {
        return code;
    }

    String words() {
        return words;
    }

    Wants wants() {
        return wants;
    }

    static Optional<Operator> of(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    static String codes() {
        return Arrays.stream(values()).map(Operator::code).collect(Collectors.joining(", "));
    }
}

package dev.sequences.worklist.views.mywork;

/** Sort or group key of a list; due time and id are always the last two sort keys. */
enum SortKey {
    /** The default. Adds no key, and an index provides the order. */
    DUE_DATE("", "", false),
    NAME("lower(coalesce(c.name, ''))", "text", false),
    RECORD_TYPE("w.record_type", "text", false),
    ACTIVITY_TYPE("w.activity_type", "text", false),
    SEQUENCE_NAME("lower(coalesce(s.name, ''))", "text", false),
    /** Highest first; records without a score come last. */
    SCORE("coalesce(c.score, '-infinity'::float8)", "float8", true);

    private final String expression;
    private final String type;
    private final boolean highestFirst;

    SortKey(String expression, String type, boolean highestFirst) {
        this.expression = expression;
        this.type = type;
        this.highestFirst = highestFirst;
    }

    String expression() {
        return expression;
    }

    String type() {
        return type;
    }

    boolean highestFirst() {
        return highestFirst;
    }
}

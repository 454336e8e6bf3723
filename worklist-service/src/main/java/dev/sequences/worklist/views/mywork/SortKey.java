package dev.sequences.worklist.views.mywork;

/** What a list is sorted or grouped by; the due time and the id come after it. */
enum SortKey {
    /** Needs no key of its own, and is the one that an index gives. */
    DUE_DATE("", "", false),
    NAME("lower(coalesce(c.name, ''))", "text", false),
    RECORD_TYPE("w.record_type", "text", false),
    ACTIVITY_TYPE("w.activity_type", "text", false),
    SEQUENCE_NAME("lower(coalesce(s.name, ''))", "text", false),
    /** The highest first; what has no score comes last. */
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

package dev.sequences.designer.sequence.model;

import java.util.List;

/** Kinds of records a sequence may be for; fixed for its life. */
public final class RecordType {

    public static final String DEFAULT = "lead";
    public static final List<String> ALL = List.of(DEFAULT, "opportunity", "account", "contact");

    private RecordType() {}
}

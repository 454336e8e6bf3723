package dev.sequences.designer.sequence.model;

import java.util.List;

/** Record types of sequences. The record type of a sequence never changes (T02). */
public final class RecordType {

    public static final String DEFAULT = "lead";
    public static final List<String> ALL = List.of(DEFAULT, "opportunity", "account", "contact");

    private RecordType() {}
}

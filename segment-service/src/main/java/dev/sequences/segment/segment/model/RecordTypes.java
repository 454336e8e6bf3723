package dev.sequences.segment.segment.model;

import java.util.List;

/** Types of CRM records that can be written and segmented. */
public final class RecordTypes {

    public static final List<String> ALL = List.of("lead", "opportunity", "account", "contact");

    private RecordTypes() {}

    public static boolean isKnown(String recordType) {
        return ALL.contains(recordType);
    }
}

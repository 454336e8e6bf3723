package dev.sequences.segment.recordtype.model;

/** Events of a record type. */
public sealed interface RecordTypeEvent {

    /** @param declaration replaces the former one as a whole */
    record RecordTypeDeclared(Declaration declaration) implements RecordTypeEvent {}
}

package dev.sequences.segment.recordtype;

import dev.sequences.chassis.eventlog.AggregateType;
import dev.sequences.segment.recordtype.model.Declaration;
import dev.sequences.segment.recordtype.model.RecordTypeDecider;
import dev.sequences.segment.recordtype.model.RecordTypeEvent;

/** The event stream of a record type. */
final class RecordTypeStream {

    static final AggregateType<Declaration, Declaration, RecordTypeEvent> RECORD_TYPE =
            AggregateType.of("record-type", new RecordTypeDecider());

    private static final String PREFIX = "record-type:";

    private RecordTypeStream() {}

    static String id(String recordType) {
        return PREFIX + recordType;
    }

    static String typeOf(String id) {
        return id.substring(PREFIX.length());
    }
}

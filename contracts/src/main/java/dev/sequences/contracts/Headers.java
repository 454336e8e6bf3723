package dev.sequences.contracts;

/** Kafka header names of the envelope: CloudEvents 1.0, binary mode, values in UTF-8. */
public final class Headers {

    public static final String SPEC_VERSION = "ce_specversion";
    public static final String ID = "ce_id";
    public static final String SOURCE = "ce_source";
    public static final String TYPE = "ce_type";
    public static final String SUBJECT = "ce_subject";
    public static final String TIME = "ce_time";
    public static final String RECORDED_TIME = "ce_recordedtime";
    public static final String SEQUENCE = "ce_sequence";
    public static final String PARTITION_KEY = "ce_partitionkey";
    public static final String CORRELATION_ID = "ce_correlationid";
    public static final String CAUSATION_ID = "ce_causationid";
    public static final String DATA_SCHEMA = "ce_dataschema";
    public static final String ACTOR = "ce_actor";

    /** Versions of the facts of other topics that the decision used: a JSON list of {@code topic}, {@code key} and {@code version}. */
    public static final String BASIS = "ce_basis";

    /** Facts in the basis of the cause that the service did not know in time; same form as {@link #BASIS}. */
    public static final String DECIDED_WITHOUT = "ce_decidedwithout";

    public static final String TRACE_PARENT = "traceparent";
    public static final String CONTENT_TYPE = "content-type";

    private static final int SEQUENCE_DIGITS = 20;

    private Headers() {}

    /** Formats a position with twenty digits, so that text order equals numeric order. */
    public static String sequence(long number) {
        String digits = Long.toString(number);
        return "0".repeat(SEQUENCE_DIGITS - digits.length()) + digits;
    }

    /** Returns the {@code ce_source} of events from a service of the suite. */
    public static String sourceOf(String service) {
        return "/sequences/" + service;
    }

    /** Returns the URI of the JSON Schema of an event: {@code urn:sequences:schema:<ce_type>}. */
    public static String schemaOf(String eventType) {
        return "urn:sequences:schema:" + eventType;
    }
}

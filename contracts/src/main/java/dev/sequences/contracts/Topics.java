package dev.sequences.contracts;

/** Names of the topics. They are declared with partitions and retention in {@code deploy/kafka/topics.yaml}. */
public final class Topics {

    public static final String DEFINITIONS = "sequences.definitions";
    public static final String ENROLLMENTS = "sequences.enrollments";
    public static final String WORK_ITEMS = "sequences.work-items";
    public static final String SEGMENTS = "sequences.segments";
    public static final String ASSIGNMENTS = "sequences.assignments";
    public static final String SELLERS = "sequences.sellers";
    public static final String CRM_RECORDS = "crm.records";
    public static final String CRM_ACTIVITIES = "crm.activities";

    /** Prefix of the topics that other producers write to. */
    public static final String CRM_PREFIX = "crm.";

    private Topics() {}

    /**
     * Returns the compacted topic with the latest state per key of a business topic. Exists for {@link #SELLERS}; the name is
     * reserved for the others, which a new subscriber replays from the first event.
     */
    public static String snapshotOf(String topic) {
        return topic + ".snapshot";
    }

    /** Returns the dead-letter topic for messages of {@code topic} that {@code consumer} cannot process. */
    public static String deadLetterOf(String topic, String consumer) {
        return topic + "." + consumer + ".dead-letter";
    }
}

package dev.sequences.acceptance.faults;

import dev.sequences.contracts.Topics;
import java.util.List;

/**
 * A consumer of a service. Listed by hand, like the events, so that a consumer that does not run is noticed.
 *
 * @param service the service's name, which is also the name of its database
 * @param channel the service's name for the topic
 */
public record IntakeConsumer(String service, String channel, String topic) {

    public static final List<IntakeConsumer> ALL = List.of(
            new IntakeConsumer("enrollment", "definitions", Topics.DEFINITIONS),
            new IntakeConsumer("enrollment", "work-items", Topics.WORK_ITEMS),
            new IntakeConsumer("enrollment", "segments", Topics.SEGMENTS),
            new IntakeConsumer("enrollment", "records", Topics.CRM_RECORDS),
            new IntakeConsumer("enrollment", "activities", Topics.CRM_ACTIVITIES),
            new IntakeConsumer("enrollment", "sellers", Topics.SELLERS),
            new IntakeConsumer("worklist", "enrollments", Topics.ENROLLMENTS),
            new IntakeConsumer("worklist", "records", Topics.CRM_RECORDS),
            new IntakeConsumer("worklist", "definitions", Topics.DEFINITIONS),
            new IntakeConsumer("segment", "records", Topics.CRM_RECORDS),
            new IntakeConsumer("segment", "definitions", Topics.DEFINITIONS),
            new IntakeConsumer("segment", "enrollments", Topics.ENROLLMENTS),
            new IntakeConsumer("insights", "enrollments", Topics.ENROLLMENTS),
            new IntakeConsumer("insights", "definitions", Topics.DEFINITIONS),
            new IntakeConsumer("insights", "records", Topics.CRM_RECORDS));

    /** Its group id, under which the service stores its offsets. */
    public String group() {
        return service + "." + channel;
    }

    @Override
    public String toString() {
        return group();
    }
}

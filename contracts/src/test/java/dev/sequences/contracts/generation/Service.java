package dev.sequences.contracts.generation;

import dev.sequences.contracts.Topics;
import dev.sequences.contracts.catalogue.EventType;
import dev.sequences.contracts.catalogue.EventTypes;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Who publishes what. Who reads what is in the topic declarations. */
public enum Service {
    DESIGNER("Sequence definitions: who changed what, and each version's whole frozen graph.", Topics.DEFINITIONS),
    ENROLLMENT("Enrollments: a record's walk along one version of a sequence, step by step.", Topics.ENROLLMENTS),
    WORKLIST("Work items: what is on a seller's list and what the seller did about it.", Topics.WORK_ITEMS),
    SEGMENT(
            "Segments and who is a member, assignments and sellers; also the way in for CRM records.",
            Topics.SEGMENTS,
            Topics.ASSIGNMENTS,
            Topics.SELLERS,
            Topics.CRM_RECORDS,
            Topics.CRM_ACTIVITIES),
    INSIGHTS("Reads only: turns the facts of the other services into figures.");

    private final String description;
    private final Set<String> topics;

    Service(String description, String... topics) {
        this.description = description;
        this.topics = Set.of(topics);
    }

    /** As in {@code ce_source} and at the front of its consumer groups. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String fileName() {
        return id() + ".yaml";
    }

    String description() {
        return description;
    }

    boolean owns(String topic) {
        return topics.contains(topic);
    }

    static Service ownerOf(String topic) {
        return List.of(values()).stream()
                .filter(service -> service.owns(topic))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("topic " + topic + " has no owner: add it to Service"));
    }

    static List<EventType> eventsOn(String topic) {
        return EventTypes.ALL.stream()
                .filter(type -> type.topic().equals(topic))
                .toList();
    }
}

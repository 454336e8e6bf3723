package dev.sequences.contracts.generation;

import dev.sequences.contracts.Topics;
import dev.sequences.contracts.catalogue.EventType;
import dev.sequences.contracts.catalogue.EventTypes;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The services and the topics that each of them owns. Consumers are listed in the topic declarations. */
public enum Service {
    DESIGNER("Sequence definitions: changes, and the complete frozen graph of each version.", Topics.DEFINITIONS),
    ENROLLMENT("Enrollments: the progress of a record in one version of a sequence, step by step.", Topics.ENROLLMENTS),
    WORKLIST("Work items: the work list of each seller and what the seller did with its items.", Topics.WORK_ITEMS),
    SEGMENT(
            "Segments and their members, assignments and sellers; also the intake of CRM records.",
            Topics.SEGMENTS,
            Topics.ASSIGNMENTS,
            Topics.SELLERS,
            Topics.CRM_RECORDS,
            Topics.CRM_ACTIVITIES),
    INSIGHTS("Publishes nothing: computes figures from the events of the other services.");

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

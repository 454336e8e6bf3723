package dev.sequences.enrollment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sequences.chassis.json.Json;
import dev.sequences.contracts.ContractEvent;
import dev.sequences.contracts.crm.RecordChangedV1;
import dev.sequences.contracts.definition.SequenceActivatedV1;
import dev.sequences.contracts.segment.RecordJoinedSegmentV1;
import dev.sequences.testkit.spec.Delivery;
import java.util.List;
import java.util.Map;

/** Messages of other services, as most tests need them. Anna owns the records by default. */
public final class Messages {

    private Messages() {}

    /**
     * An activated version of a sequence for leads, with steps for the record's owner.
     *
     * @param settings further members of the definition as JSON, which override the defaults; may be empty
     * @param nodes JSON, one or more per string
     */
    public static Delivery activated(String sequence, String start, String settings, String... nodes) {
        return activated(sequence, 1, start, settings, nodes);
    }

    public static Delivery activated(String sequence, int version, String start, String settings, String... nodes) {
        ObjectNode definition =
                Json.read("""
                    {"sequenceId": "%s", "version": %d, "name": "Welcome", "recordType": "lead", "owner": "maria",
                     "assignTo": "record-owner", "skipNonWorkingDays": false, "exitCriteria": [],
                     "graph": {"start": "%s", "nodes": [%s]}}\
                    """.formatted(sequence, version, start, String.join(", ", nodes)), ObjectNode.class);
        definition.setAll(Json.read("{" + settings + "}", ObjectNode.class));
        return Delivery.of(sequence, 1 + version, Json.read(definition.toString(), SequenceActivatedV1.class));
    }

    public static Delivery record(String type, String id, long number, Map<String, Object> fields) {
        return record(type, id, number, "user", "anna", fields);
    }

    public static Delivery record(
            String type, String id, long number, String ownerType, String ownerId, Map<String, Object> fields) {
        return Delivery.of(
                type + ":" + id, number, new RecordChangedV1(type, id, "Ada", ownerType, ownerId, true, null, fields));
    }

    public static Delivery lead(String id, long number, Map<String, Object> fields) {
        return record("lead", id, number, fields);
    }

    /** The lead joined a segment that enrolls its members in the sequence. */
    public static Delivery joined(String lead, String sequence) {
        return ofLead(
                lead,
                0,
                new RecordJoinedSegmentV1(
                        "lead", lead, "g1", 1, sequence, "user", "anna", List.of("city equals Mumbai")));
    }

    public static Delivery ofLead(String lead, long number, ContractEvent event) {
        return Delivery.of("lead:" + lead, number, event);
    }
}

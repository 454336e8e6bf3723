package dev.sequences.worklist.publication;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.eventlog.Recorded;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.json.Json;
import dev.sequences.contracts.ContractEvent;
import dev.sequences.contracts.Topics;
import dev.sequences.contracts.catalogue.EventType;
import dev.sequences.contracts.catalogue.EventTypes;
import dev.sequences.contracts.catalogue.Samples;
import dev.sequences.contracts.workitem.WorkItemOpenedV1;
import dev.sequences.worklist.EventSamples;
import dev.sequences.worklist.workitem.WorkItems;
import dev.sequences.worklist.workitem.model.WorkItemEvent;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorkItemPublicationTest {

    private final WorkItemPublication publication = new WorkItemPublication();

    private static final Map<String, String> STORED_NAME = Map.of(
            "sequences.work-item.work-item-opened.v1", "work-item.opened",
            "sequences.work-item.work-item-completed.v1", "work-item.completed",
            "sequences.work-item.work-item-skipped.v1", "work-item.skipped",
            "sequences.work-item.work-item-snoozed.v1", "work-item.snoozed",
            "sequences.work-item.work-item-resumed.v1", "work-item.resumed",
            "sequences.work-item.work-item-reassigned.v1", "work-item.reassigned",
            "sequences.work-item.wait-skip-requested.v1", "work-item.wait-skip-requested",
            "sequences.work-item.work-item-withdrawn.v1", "work-item.withdrawn",
            "sequences.work-item.note-added.v1", "work-item.note-added");

    static Stream<String> published() {
        return EventTypes.ALL.stream()
                .filter(type -> type.topic().equals(Topics.WORK_ITEMS))
                .map(EventType::name);
    }

    @ParameterizedTest
    @MethodSource("published")
    void publishesExactlyTheSampleOfTheContract(String name) throws IOException {
        ContractEvent event =
                publish(EventSamples.byStoredName().get(STORED_NAME.get(name))).orElseThrow();
        assertThat(EventTypes.of(event).name()).isEqualTo(name);
        try (InputStream sample = Samples.open(name)) {
            JsonNode expected = Json.MAPPER.readTree(sample);
            assertThat(Json.MAPPER.readTree(Json.bytes(event))).isEqualTo(expected);
        }
    }

    @Test
    void publishesAWaitAsAnItemOfTypeWait() {
        ContractEvent event = publish(EventSamples.byStoredName().get("work-item.wait-opened"))
                .orElseThrow();
        assertThat(event).isInstanceOfSatisfying(WorkItemOpenedV1.class, opened -> assertThat(opened.activityType())
                .isEqualTo("wait"));
    }

    @Test
    void publishesNoEventCausedByTheEnrollment() {
        for (String name : List.of("work-item.handed-over", "work-item.rescheduled")) {
            assertThat(publish(EventSamples.byStoredName().get(name))).isEmpty();
        }
    }

    private Optional<ContractEvent> publish(WorkItemEvent event) {
        return publication.publish(new Recorded<>(
                "019cae00-0000-7000-8000-000000000001",
                "work-item",
                WorkItems.idOf(event.step().stepId()),
                3,
                event,
                Instant.EPOCH,
                new Cause("somebody", "flow", null, null)));
    }
}

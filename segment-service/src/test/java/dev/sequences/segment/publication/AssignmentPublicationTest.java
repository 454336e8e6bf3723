package dev.sequences.segment.publication;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.eventlog.Recorded;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.json.Json;
import dev.sequences.contracts.catalogue.Samples;
import dev.sequences.segment.assignment.model.AssignmentFact.AssignmentFailed;
import dev.sequences.segment.assignment.model.AssignmentFact.RecordAssigned;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssignmentPublicationTest {

    @ParameterizedTest
    @ValueSource(strings = {"record-assigned", "assignment-failed"})
    void publishesDecisionsAsInTheSamples(String name) throws IOException {
        try (InputStream in = Samples.open("sequences.assignment." + name + ".v1")) {
            JsonNode sample = Json.MAPPER.readTree(in);
            Object fact = name.equals("record-assigned")
                    ? Json.MAPPER.treeToValue(sample, RecordAssigned.class)
                    : Json.MAPPER.treeToValue(sample, AssignmentFailed.class);
            var event = new AssignmentPublication()
                    .publish(new Recorded<>(
                            "e1",
                            "assignment",
                            "assignment:lead:lead-20418",
                            0,
                            fact,
                            Instant.EPOCH,
                            new Cause("maria", "flow", null, null)))
                    .orElseThrow();
            assertThat(Json.MAPPER.readTree(Json.bytes(event))).isEqualTo(sample);
        }
    }
}

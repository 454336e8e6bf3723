package dev.sequences.enrollment.publication;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.eventlog.Recorded;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.json.Json;
import dev.sequences.contracts.ContractEvent;
import dev.sequences.contracts.catalogue.EventTypes;
import dev.sequences.contracts.catalogue.Samples;
import dev.sequences.enrollment.enrollment.Enrollments;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Published events match the contract samples that consumers are tested with. */
class EnrollmentPublicationTest {

    /** Internal events are not published. */
    private static final Set<String> PRIVATE = Set.of(
            "enrollment.answer-awaited",
            "enrollment.field-update-concluded",
            "enrollment.activity-noted",
            "enrollment.call-result-noted",
            "enrollment.advance-requested",
            "enrollment.step-held",
            "enrollment.hold-ended");

    static Stream<Map.Entry<String, Class<?>>> stored() {
        return Enrollments.names().all().entrySet().stream()
                // A snapshot is not an event.
                .filter(name ->
                        !PRIVATE.contains(name.getKey()) && !name.getKey().endsWith(".state"))
                .sorted(Map.Entry.comparingByKey());
    }

    @ParameterizedTest
    @FieldSource("PRIVATE")
    void doesNotPublishInternalEvents(String name) throws Exception {
        try (InputStream sample = getClass().getResourceAsStream("/history/" + name + "/v1.json")) {
            Object event =
                    Json.MAPPER.readValue(sample, Enrollments.names().all().get(name));
            assertThat(new EnrollmentPublication()
                            .publish(new Recorded<>(
                                    "id",
                                    "enrollment",
                                    "e1",
                                    3,
                                    event,
                                    Instant.EPOCH,
                                    new Cause("a", "c", null, null))))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("stored")
    void publishesTheContractSample(Map.Entry<String, Class<?>> name) throws Exception {
        Object event;
        try (InputStream sample = getClass().getResourceAsStream("/history/" + name.getKey() + "/v1.json")) {
            event = Json.MAPPER.readValue(sample, name.getValue());
        }
        ContractEvent sent = new EnrollmentPublication()
                .publish(new Recorded<>(
                        "id", "enrollment", "e1", 3, event, Instant.EPOCH, new Cause("anna", "c", null, null)))
                .orElseThrow();

        JsonNode ours = Json.MAPPER.valueToTree(sent);
        JsonNode theirs;
        try (InputStream sample = Samples.open(EventTypes.of(sent).name())) {
            theirs = Json.MAPPER.readTree(sample);
        }
        assertThat(fields(ours)).isEqualTo(fields(theirs));
        ours.fieldNames().forEachRemaining(field -> assertThat(ours.get(field).getNodeType())
                .as(field)
                .isEqualTo(theirs.get(field).getNodeType()));
    }

    private static Set<String> fields(JsonNode node) {
        Set<String> fields = new TreeSet<>();
        node.fieldNames().forEachRemaining(fields::add);
        return fields;
    }
}

package dev.sequences.worklist.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sequences.chassis.intake.Unreadable;
import dev.sequences.chassis.json.Json;
import dev.sequences.contracts.catalogue.Samples;
import dev.sequences.contracts.crm.RecordChangedV1;
import dev.sequences.contracts.definition.SequenceCreatedV1;
import dev.sequences.contracts.definition.SequenceDeletedV1;
import dev.sequences.contracts.definition.SequenceRenamedV1;
import dev.sequences.testkit.infra.ServiceResource;
import dev.sequences.worklist.intake.definitions.DefinitionIntake;
import dev.sequences.worklist.intake.records.RecordIntake;
import dev.sequences.worklist.support.TestMessage;
import dev.sequences.worklist.support.WorklistUnderTest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = ServiceResource.class,
        initArgs = @ResourceArg(name = "sequences.relay.enabled", value = "false"))
class ReferenceIntakeTest {

    @Inject
    WorklistUnderTest worklist;

    @Inject
    RecordIntake records;

    @Inject
    DefinitionIntake definitions;

    @Test
    void storesTheLatestCardOfEachRecord() {
        String id = UUID.randomUUID().toString();
        worklist.deliverTwice(
                records,
                record(id, 0, "Amara", Map.of("score", 10)),
                record(id, 1, "Amara Okafor", Map.of("score", 81.5, "city", "Mumbai")));

        assertThat(card(id)).isEqualTo("Amara Okafor 81.5 Mumbai");
    }

    @Test
    void ignoresAnOlderCard() {
        String id = UUID.randomUUID().toString();
        worklist.deliverTwice(records, record(id, 5, "New", Map.of()));
        worklist.deliverTwice(records, record(id, 4, "Old", Map.of()));
        assertThat(card(id)).isEqualTo("New - -");

        worklist.deliverTwice(records, record(id, -1, "From a sender without numbers", Map.of()));
        assertThat(card(id)).startsWith("From a sender");
    }

    @Test
    void deletesTheCardOfADeletedRecord() {
        String id = UUID.randomUUID().toString();
        worklist.deliverTwice(records, record(id, 0, "Amara", Map.of()), TestMessage.tombstone("lead:" + id, 1));
        assertThat(card(id)).isNull();
    }

    @Test
    void readsAScoreOnlyIfItIsANumber() {
        Map<String, Object> none = new HashMap<>();
        none.put("score", null);
        for (Map<String, Object> fields : List.<Map<String, Object>>of(
                none, Map.of("score", "high"), Map.of("score", true), Map.of("score", ""), Map.of("score", "NaN"))) {
            String id = UUID.randomUUID().toString();
            worklist.deliverTwice(records, record(id, 0, "Amara", fields));
            assertThat(card(id)).isEqualTo("Amara - -");
        }
        String id = UUID.randomUUID().toString();
        worklist.deliverTwice(records, record(id, 0, "Amara", Map.of("score", " 42 ")));
        assertThat(card(id)).isEqualTo("Amara 42 -");
    }

    @Test
    void parksMessagesWithAnInvalidKey() {
        for (String key : List.of("", "lead", "lead:", ":x")) {
            assertThatThrownBy(() -> worklist.deliverTwice(records, TestMessage.tombstone(key, 0)))
                    .isInstanceOf(Unreadable.class);
        }
    }

    @Test
    void readsTheSampleOfARecord() throws IOException {
        RecordChangedV1 sample =
                Json.MAPPER.readValue(Samples.open("crm.record.record-changed.v1"), RecordChangedV1.class);
        worklist.deliverTwice(records, TestMessage.of("lead:" + sample.recordId(), 3, sample));
        assertThat(card(sample.recordId())).isEqualTo(sample.name() + " - Mumbai");
    }

    @Test
    void storesTheNameOfASequenceUntilItIsDeleted() {
        String id = UUID.randomUUID().toString();
        worklist.deliverTwice(
                definitions,
                TestMessage.of(id, 0, new SequenceCreatedV1(id, "Webinar", null, "lead", "helena", null)),
                TestMessage.of(id, 3, new SequenceRenamedV1(id, "Webinar follow-up", null)));
        assertThat(name(id)).isEqualTo("Webinar follow-up");

        worklist.deliverTwice(definitions, TestMessage.of(id, 1, new SequenceRenamedV1(id, "Older", null)));
        assertThat(name(id)).isEqualTo("Webinar follow-up");

        worklist.deliverTwice(definitions, TestMessage.of(id, 4, new SequenceDeletedV1(id)));
        assertThat(name(id)).isNull();
    }

    private static TestMessage record(String id, long sequence, String name, Map<String, Object> fields) {
        return TestMessage.of(
                "lead:" + id, sequence, new RecordChangedV1("lead", id, name, "user", "tomas", true, null, fields));
    }

    private String card(String id) {
        return worklist.sql(
                "select name || ' ' || coalesce(score::text, '-') || ' ' || coalesce(fields->>'city', '-')"
                        + " from record_card where record_type = 'lead' and record_id = ?",
                id);
    }

    private String name(String id) {
        return worklist.sql("select name from sequence_name where sequence_id = ?", id);
    }
}

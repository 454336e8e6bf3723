package dev.sequences.chassis.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.flow.FactVersion;
import dev.sequences.chassis.json.Json;
import dev.sequences.contracts.ContractEvent;
import dev.sequences.contracts.Headers;
import dev.sequences.contracts.Topics;
import dev.sequences.contracts.enrollment.RecordEnrolledV1;
import dev.sequences.contracts.enrollment.StepCancelledV1;
import dev.sequences.contracts.segment.RecordJoinedSegmentV1;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class EnvelopeTest {

    private static final FactVersion RECORD = FactVersion.ofService(Topics.CRM_RECORDS, "lead:L-1", "segment", 81_213);
    private static final FactVersion OTHER_RECORD =
            FactVersion.ofService(Topics.CRM_RECORDS, "account:A-1", "segment", 4);
    private static final FactVersion DEFINITION = FactVersion.ofService(Topics.DEFINITIONS, "s", "designer", 12);
    private static final FactVersion SELLER = FactVersion.unnumbered(Topics.SELLERS, "seller:amara", 0, 7);

    private final Envelope envelope = new Envelope("enrollment");

    @Test
    void statesTheVersionsOfTheHeaderInTheData() throws Exception {
        JsonNode enrolled = data(
                new RecordEnrolledV1("e", "s", 1, "lead", "L-1", "manual", null, "user", "amara"),
                OTHER_RECORD,
                RECORD,
                DEFINITION,
                SELLER);
        assertThat(enrolled.path("recordVersion").asText()).isEqualTo("/sequences/segment#81213");
        assertThat(enrolled.path("definitionVersion").asText()).isEqualTo("/sequences/designer#12");

        JsonNode joined = data(
                new RecordJoinedSegmentV1("lead", "L-1", "seg", 1, "s", "user", "amara", List.of("why")),
                RECORD,
                SELLER);
        assertThat(joined.path("recordVersion").asText()).isEqualTo(RECORD.version());
        assertThat(joined.path("sellerVersion").asText()).isEqualTo("0@7");
    }

    @Test
    void omitsVersionsThatTheDecisionDidNotUse() throws Exception {
        JsonNode enrolled =
                data(new RecordEnrolledV1("e", "s", 1, "lead", "L-1", "manual", null, "user", "amara"), OTHER_RECORD);
        assertThat(enrolled.has("recordVersion")).isFalse();
        assertThat(enrolled.has("definitionVersion")).isFalse();
        assertThat(data(new StepCancelledV1("e", "s", 1, "lead", "L-1", "x", "call"), RECORD)
                        .has("recordVersion"))
                .isFalse();
    }

    private JsonNode data(ContractEvent event, FactVersion... basis) throws IOException {
        Cause cause = new Cause("amara", "c", null, null).basedOn(List.of(basis));
        ProducerRecord<byte[], byte[]> record = envelope.wrap(event, "id", "key", 3, Instant.EPOCH, cause);
        assertThat(Json.MAPPER.readTree(
                        record.headers().lastHeader(Headers.BASIS).value()))
                .hasSize(basis.length);
        return Json.MAPPER.readTree(record.value());
    }
}

package dev.sequences.segment.publication;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.eventlog.Recorded;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.relay.RowPublication;
import dev.sequences.contracts.ContractEvent;
import dev.sequences.contracts.catalogue.EventTypes;
import dev.sequences.contracts.catalogue.Samples;
import dev.sequences.segment.membership.model.MembershipFact.RecordJoined;
import dev.sequences.segment.membership.model.MembershipFact.RecordLeft;
import dev.sequences.segment.record.RecordKey;
import dev.sequences.segment.segment.model.OnLeave;
import dev.sequences.segment.segment.model.SegmentDefinition;
import dev.sequences.segment.segment.model.SegmentEvent;
import dev.sequences.segment.seller.model.Seller;
import dev.sequences.segment.seller.model.SellerEvent;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Published events equal the samples, field by field. */
class PublicationTest {

    private static final String SEGMENT = "019cadc6-9a80-73a1-8000-5eed00000002";
    private static final String SEQUENCE = "019cad8f-ac00-73a1-8000-5eed00000001";
    private static final SegmentDefinition DEFINITION = new SegmentDefinition(
            "Webinar leads from Mumbai",
            "",
            "lead",
            3,
            Map.of(
                    "all",
                    List.of(
                            Map.of("field", "city", "op", "equals", "value", "Mumbai"),
                            Map.of("field", "leadSource", "op", "any-of", "value", List.of("webinar", "referral")))),
            SEQUENCE,
            false,
            false,
            OnLeave.KEEP);

    private final SegmentPublication publication = new SegmentPublication();

    @Test
    void publishesWholeCalendars() throws IOException {
        Seller.Calendar calendar = new Seller.Calendar(
                "Europe/Vienna",
                List.of(
                        new Seller.Hours(List.of("monday", "tuesday", "wednesday", "thursday"), "08:00", "12:00"),
                        new Seller.Hours(List.of("monday", "tuesday"), "13:00", "17:00")),
                List.of(new Seller.TimeOff("2026-07-27", "2026-08-07")),
                null,
                null,
                null);
        equalsSample(new SellerPublication()
                .publish(new Recorded<>(
                        "e1",
                        "seller",
                        "seller:ana.lindqvist",
                        0,
                        new SellerEvent.CalendarSet(calendar),
                        Instant.EPOCH,
                        new Cause("maria", "flow", null, null)))
                .orElseThrow());
    }

    private ContractEvent published(String aggregate, String id, Object event) {
        return publication
                .publish(new Recorded<>(
                        "e1", aggregate, id, 0, event, Instant.EPOCH, new Cause("maria", "flow", null, null)))
                .orElseThrow();
    }

    private static void equalsSample(ContractEvent event) throws IOException {
        String name = EventTypes.of(event).name();
        JsonNode sample = Json.MAPPER.readTree(Samples.open(name));
        assertThat(Json.MAPPER.readTree(Json.bytes(event))).as(name).isEqualTo(sample);
    }

    @Test
    void publishesSegmentsAsInTheSamples() throws IOException {
        equalsSample(published("segment", SEGMENT, new SegmentEvent.SegmentActivated(DEFINITION, 1)));
        equalsSample(published("segment", SEGMENT, new SegmentEvent.SegmentDeactivated()));
        equalsSample(published("segment", SEGMENT, new SegmentEvent.SegmentDeleted()));
    }

    @Test
    void publishesMembersAsInTheSamples() throws IOException {
        equalsSample(published(
                "membership",
                "lead:lead-20418",
                new RecordJoined(
                        "lead",
                        "lead-20418",
                        SEGMENT,
                        1,
                        SEQUENCE,
                        "user",
                        "tomas.lind",
                        List.of("city equals Mumbai", "leadSource is any of webinar, referral"))));
        equalsSample(published(
                "membership",
                "lead:lead-20418",
                new RecordLeft("lead", "lead-20418", SEGMENT, SEQUENCE, "no-longer-matches", false, null)));
    }

    @Test
    void publishesNoDrafts() {
        assertThat(publication.publish(new Recorded<>(
                        "e1",
                        "segment",
                        SEGMENT,
                        0,
                        new SegmentEvent.SegmentCreated(DEFINITION),
                        Instant.EPOCH,
                        new Cause("maria", "flow", null, null))))
                .isEmpty();
    }

    private static Map<String, Object> row(String origin) {
        Map<String, Object> row = new HashMap<>();
        row.put("record_type", "lead");
        row.put("record_id", "lead-20418");
        row.put("name", "Amara Okafor");
        row.put("owner_type", "user");
        row.put("owner_id", "tomas.lind");
        row.put("active", false);
        row.put("closed_as", "qualified");
        row.put(
                "fields",
                "{\"city\": \"Mumbai\", \"leadSource\": \"webinar\", \"visits\": 7, \"minutesOnSite\": 41.5,"
                        + " \"doNotEmail\": false, \"lastContacted\": \"2026-03-06T09:41:07Z\"}");
        row.put("deleted", false);
        row.put("version", 17L);
        row.put("origin", origin);
        row.put("actor", "maria");
        row.put("correlation_id", "flow");
        row.put("changed_at", "2026-03-06T09:41:07.123456Z");
        return row;
    }

    @Test
    void publishesOwnRecordsAsInTheSampleWithAnIdDerivedFromTheVersion() throws IOException {
        RecordPublication records = new RecordPublication();
        RowPublication.Row out = records.publish(row("intake")).orElseThrow();
        equalsSample(out.event());
        assertThat(out.position()).isEqualTo(17);
        assertThat(out.eventId())
                .isEqualTo(RecordPublication.eventId(new RecordKey("lead", "lead-20418"), 17))
                .isNotEqualTo(RecordPublication.eventId(new RecordKey("lead", "lead-20418"), 18));
        assertThat(out.cause().actor()).isEqualTo("maria");
        assertThat(records.key(row("intake"))).isEqualTo("lead:lead-20418");
    }

    @Test
    void doesNotRepublishRecordsFromTheTopic() {
        assertThat(new RecordPublication().publish(row("topic"))).isEmpty();
    }
}

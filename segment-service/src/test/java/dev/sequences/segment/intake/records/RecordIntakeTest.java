package dev.sequences.segment.intake.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.chassis.intake.Message;
import dev.sequences.chassis.unit.Units;
import dev.sequences.contracts.Topics;
import dev.sequences.contracts.crm.RecordChangedV1;
import dev.sequences.segment.ServiceUnderTest;
import dev.sequences.testkit.infra.ServiceResource;
import dev.sequences.testkit.spec.Delivery;
import dev.sequences.testkit.spec.EverythingTwice;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Intake of records on PostgreSQL, with each message delivered more than once. */
@QuarkusTest
@QuarkusTestResource(
        value = ServiceResource.class,
        initArgs = @ResourceArg(name = "sequences.relay.enabled", value = "false"))
class RecordIntakeTest {

    private static final Map<String, Object> MUMBAI = Map.of("field", "city", "op", "equals", "value", "Mumbai");

    @Inject
    RecordIntake intake;

    @Inject
    Units units;

    @Inject
    DataSource dataSource;

    @Inject
    ServiceUnderTest service;

    private EverythingTwice twice;

    @BeforeEach
    void empty() {
        service.empty();
        twice = EverythingTwice.on(units, dataSource).comparing("record", "membership");
    }

    private static RecordChangedV1 lead(String id, String city, boolean active) {
        return new RecordChangedV1("lead", id, "Ada", "user", "tomas", active, null, Map.of("city", city));
    }

    private static Delivery external(String id, long sequence, String city) {
        return Delivery.of("lead:" + id, sequence, lead(id, city, true));
    }

    private void take(Message... messages) {
        units.runAlone(unit -> {
            intake.handle(unit, List.of(messages));
            return null;
        });
    }

    private String mumbai(Map<String, Object> more) {
        String id = service.segment("Mumbai", MUMBAI, more);
        service.activate(id, false);
        return id;
    }

    @Test
    void storesAndEvaluatesARedeliveredForeignRecordOnce() throws Exception {
        String segment = mumbai(Map.of("sequenceId", "seq-1"));
        twice.deliver(intake, external("1", 0, "Mumbai"), external("2", 0, "Delhi"), external("3", 5, "Mumbai"));

        assertThat(service.rows("select record_id, origin, owner_id from record order by 1"))
                .containsExactly("1 topic tomas", "2 topic tomas", "3 topic tomas");
        assertThat(service.rows("select record_id, segment_id, sequence from membership order by 1"))
                .containsExactly("1 " + segment + " 0", "3 " + segment + " 0");
        assertThat(service.factsOf("lead:1")).containsExactly("membership.record-joined 0");
    }

    @Test
    void readsThePublishedSample() throws Exception {
        twice.deliver(intake, Delivery.sample("lead:lead-20418", 3, "crm.record.record-changed.v1"));
        assertThat(service.rows("select name, active, closed_as, fields ->> 'visits' from record"))
                .containsExactly("Amara Okafor f qualified 7");
    }

    /** T57. */
    @Test
    void evaluatesOnlyIfAConditionReadsAChangedField() throws Exception {
        twice.deliver(intake, external("1", 0, "Mumbai"));
        mumbai(Map.of());
        RecordChangedV1 called = new RecordChangedV1(
                "lead", "1", "Ada", "user", "tomas", true, null, Map.of("city", "Mumbai", "phone", "1"));
        twice.deliver(intake, Delivery.of("lead:1", 1, called));
        assertThat(service.factsOf("lead:1")).as("no condition reads the phone").isEmpty();
        assertThat(service.count("select count(*) from record_change")).isZero();
        twice.deliver(intake, external("1", 2, "Pune"), external("1", 3, "Mumbai"));
        twice.deliver(intake, external("1", 4, "Pune"));
        twice.deliver(intake, external("1", 5, "Mumbai"));
        assertThat(service.factsOf("lead:1")).containsExactly("membership.record-joined 0");
    }

    @Test
    void keepsTheLastStateOfABatch() throws Exception {
        mumbai(Map.of());
        twice.deliver(intake, external("1", 0, "Mumbai"), external("1", 1, "Pune"));
        assertThat(service.rows("select fields ->> 'city' from record")).containsExactly("Pune");
        assertThat(service.factsOf("lead:1")).isEmpty();
    }

    @Test
    void evaluatesAnOwnMessageWithoutChangingTheRow() throws Exception {
        mumbai(Map.of());
        service.send("PUT", "/records/lead/1", Map.of("active", true, "fields", Map.of("city", "Mumbai")));
        long first = service.count("select version from record");
        service.send("PUT", "/records/lead/1", Map.of("active", true, "fields", Map.of("city", "Mumbai", "x", 1)));
        String row = service.rows("select * from record").getFirst();

        twice.deliver(intake, new OwnMessage(external("1", first, "Delhi")));

        assertThat(service.rows("select * from record")).containsExactly(row);
        assertThat(service.factsOf("lead:1")).containsExactly("membership.record-joined 0");
    }

    @Test
    void removesClosedAndDeletedRecordsAndNumbersTheirFactsWithoutGaps() throws Exception {
        mumbai(Map.of("onLeave", "disconnect"));
        take(external("1", 0, "Mumbai"));
        take(Delivery.of("lead:1", 1, lead("1", "Mumbai", false)));
        assertThat(service.rows("select segment_id from membership")).containsExactly("null");
        take(external("1", 2, "Mumbai"));
        twice.deliver(intake, Delivery.tombstone(Topics.CRM_RECORDS, "lead:1"));

        assertThat(service.factsOf("lead:1"))
                .containsExactly(
                        "membership.record-joined 0",
                        "membership.record-left 1",
                        "membership.record-joined 2",
                        "membership.record-left 3");
        assertThat(service.rows("select convert_from(payload, 'UTF8')::jsonb ->> 'reason' from"
                        + " chassis.domain_event_entry where payload_type = 'membership.record-left' order by"
                        + " sequence_number"))
                .containsExactly("record-closed", "record-deleted");
        assertThat(service.rows("select deleted, name, fields from record")).containsExactly("t null {}");
        assertThat(service.send("GET", "/records/lead/1", null).status()).isEqualTo(404);
    }

    /** The basis of the facts of lead 1, in their order. */
    private List<String> basis() {
        return service.rows("select convert_from(meta_data, 'UTF8')::jsonb -> 'basis' -> 0 ->> 'version' from"
                + " chassis.domain_event_entry where aggregate_identifier = 'lead:1' order by sequence_number");
    }

    @Test
    void basesFactsOnTheMessageOfAnotherProducer() throws Exception {
        mumbai(Map.of());
        take(external("1", 0, "Mumbai"));
        take(external("1", 1, "Mumbai"));
        take(Delivery.of("lead:1", 2, lead("1", "Mumbai", false)));
        take(external("1", 3, "Mumbai"));
        take(Delivery.tombstone(Topics.CRM_RECORDS, "lead:1"));

        assertThat(basis()).containsExactly("/test#0", "/test#2", "/test#3", "0@0");
    }

    @Test
    void basesFactsOnTheOwnRowThatIsNewerThanTheMessage() {
        mumbai(Map.of());
        service.send("PUT", "/records/lead/1", Map.of("active", true, "fields", Map.of("city", "Mumbai")));
        long first = service.count("select version from record");
        service.send("PUT", "/records/lead/1", Map.of("active", true, "fields", Map.of("city", "Mumbai", "x", 1)));
        take(new OwnMessage(external("1", first, "Mumbai")));

        assertThat(basis()).containsExactly("/sequences/segment#" + service.count("select version from record"));
    }

    @Test
    void basesFactsOnAnOwnMessageThatFollowsAnotherProducer() {
        mumbai(Map.of());
        service.send("PUT", "/records/lead/1", Map.of("active", true, "fields", Map.of("city", "Mumbai")));
        long first = service.count("select version from record");
        take(external("1", 0, "Pune"), new OwnMessage(external("1", first, "Mumbai")));

        assertThat(basis()).containsExactly("/sequences/segment#" + first);
    }

    @Test
    void ignoresAnOwnTombstoneThatIsOlderThanTheRow() {
        service.send("PUT", "/records/lead/1", Map.of("active", true, "fields", Map.of("city", "Mumbai")));
        service.send("DELETE", "/records/lead/1", null);
        service.send("PUT", "/records/lead/1", Map.of("active", true, "fields", Map.of("city", "Pune")));
        take(new OwnMessage(Delivery.tombstone(Topics.CRM_RECORDS, "lead:1")));
        assertThat(service.rows("select fields ->> 'city' from record")).containsExactly("Pune");
    }

    @Test
    void deletesAnOwnRecordOnTheTombstoneOfAnotherProducer() throws Exception {
        mumbai(Map.of());
        service.send("PUT", "/records/lead/1", Map.of("active", true, "fields", Map.of("city", "Mumbai")));
        take(new OwnMessage(external("1", service.count("select version from record"), "Mumbai")));

        twice.deliver(intake, Delivery.tombstone(Topics.CRM_RECORDS, "lead:1"));

        assertThat(service.rows("select deleted, origin, fields from record")).containsExactly("t topic {}");
        assertThat(service.factsOf("lead:1")).containsExactly("membership.record-joined 0", "membership.record-left 1");
    }

    @Test
    void appliesAnOwnMessageAfterTheTombstoneOfAnotherProducer() throws Exception {
        service.send("PUT", "/records/lead/1", Map.of("active", true, "fields", Map.of("city", "Mumbai")));
        Message own = new OwnMessage(external("1", service.count("select version from record"), "Mumbai"));

        // The tombstone is first on the topic, although the row was written before it arrived.
        take(Delivery.tombstone(Topics.CRM_RECORDS, "lead:1"));
        assertThat(service.send("GET", "/records/lead/1", null).status()).isEqualTo(404);
        twice.deliver(intake, own);

        assertThat(service.rows("select deleted, origin, fields ->> 'city' from record"))
                .containsExactly("f topic Mumbai");
    }

    @Test
    void keepsTheLastMessageOfABatchFromAnyProducer() {
        service.send("PUT", "/records/lead/1", Map.of("active", true, "fields", Map.of("city", "Mumbai")));
        long ownVersion = service.count("select version from record");
        take(external("1", 0, "Delhi"), new OwnMessage(external("1", ownVersion, "Mumbai")));
        assertThat(service.rows("select fields ->> 'city' from record")).containsExactly("Mumbai");
        take(new OwnMessage(external("1", ownVersion + 1, "Mumbai")), Delivery.tombstone(Topics.CRM_RECORDS, "lead:1"));
        assertThat(service.rows("select deleted from record")).containsExactly("t");
    }

    @Test
    void increasesVersionsAcrossADeletion() {
        service.send("PUT", "/records/lead/1", Map.of("active", true, "fields", Map.of()));
        long before = service.count("select version from record");
        service.send("DELETE", "/records/lead/1", null);
        service.send("PUT", "/records/lead/1", Map.of("active", true, "fields", Map.of()));
        assertThat(service.count("select version from record")).isGreaterThan(before);
    }

    @Test
    void assignsARecordToOneSegmentAndMovesItOnlyWhereAccepted() throws Exception {
        String first = mumbai(Map.of("priority", 2));
        String second = service.segment(
                "Web",
                Map.of("field", "source", "op", "equals", "value", "web"),
                Map.of("priority", 1, "previouslySegmented", true));
        take(external("1", 0, "Mumbai"));
        service.activate(second, false);
        twice.deliver(
                intake,
                Delivery.of(
                        "lead:1",
                        1,
                        new RecordChangedV1(
                                "lead",
                                "1",
                                null,
                                "user",
                                "tomas",
                                true,
                                null,
                                Map.of("city", "Mumbai", "source", "web"))));

        assertThat(service.factsOf("lead:1"))
                .containsExactly(
                        "membership.record-joined 0", "membership.record-left 1", "membership.record-joined 2");
        assertThat(service.rows("select segment_id from membership"))
                .containsExactly(second)
                .doesNotContain(first);
    }
}

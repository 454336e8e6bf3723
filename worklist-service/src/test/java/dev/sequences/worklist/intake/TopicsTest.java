package dev.sequences.worklist.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.chassis.flow.FactVersion;
import dev.sequences.chassis.json.Json;
import dev.sequences.contracts.Headers;
import dev.sequences.contracts.Topics;
import dev.sequences.contracts.crm.RecordChangedV1;
import dev.sequences.contracts.definition.SequenceCreatedV1;
import dev.sequences.testkit.infra.Await;
import dev.sequences.testkit.infra.Infrastructure;
import dev.sequences.testkit.infra.ServiceResource;
import dev.sequences.worklist.support.Step;
import dev.sequences.worklist.support.TestMessage;
import dev.sequences.worklist.support.WorklistUnderTest;
import dev.sequences.worklist.support.WorklistUnderTest.Reply;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** Processing of messages from a real broker: topics, consumer groups and headers are consistent. */
@QuarkusTest
@QuarkusTestResource(
        value = ServiceResource.class,
        initArgs = @ResourceArg(name = "sequences.relay.enabled", value = "false"))
class TopicsTest {

    @Inject
    WorklistUnderTest worklist;

    @Test
    void listsAnItemWithRecordAndSequenceInAnyOrderOfTopics() throws Exception {
        String record = UUID.randomUUID().toString();
        Step step = Step.of(record);
        List<TestMessage> messages = List.of(
                step.opened("phone-call", "wire", Instant.now().minusSeconds(60)),
                TestMessage.of(
                        "lead:" + record,
                        0,
                        new RecordChangedV1(
                                "lead", record, "Amara", "user", "wire", true, null, Map.of("city", "Mumbai"))),
                TestMessage.of(
                        step.sequence(),
                        0,
                        new SequenceCreatedV1(step.sequence(), "Webinar follow-up", null, "lead", "helena", null)));
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            for (TestMessage message : messages) {
                producer.send(message.record());
                producer.send(message.record()).get();
            }
        }

        Reply reply = eventually(step);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body().path("record").path("name").asText()).isEqualTo("Amara");
        assertThat(reply.body().path("record").path("fields").path("city").asText())
                .isEqualTo("Mumbai");
        assertThat(reply.body().path("sequenceName").asText()).isEqualTo("Webinar follow-up");
        assertThat(worklist.eventsOf(step.item())).isEqualTo("work-item.opened");
    }

    /** The card is complete when the item appears. */
    @Test
    void opensAnItemAfterTheRecordAndTheDefinitionThatItIsBasedOn() throws Exception {
        String record = UUID.randomUUID().toString();
        Step step = Step.of(record);
        ProducerRecord<byte[], byte[]> opened = step.opened(
                        "phone-call", "wire", Instant.now().minusSeconds(60))
                .record();
        opened.headers()
                .add(
                        Headers.BASIS,
                        Json.bytes(List.of(
                                FactVersion.numbered(Topics.CRM_RECORDS, "lead:" + record, "", 4),
                                FactVersion.numbered(Topics.DEFINITIONS, step.sequence(), "", 2))));
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            producer.send(opened).get();
            producer.send(TestMessage.of(
                                    "lead:" + record,
                                    4,
                                    new RecordChangedV1("lead", record, "Amara", "user", "wire", true, null, Map.of()))
                            .record())
                    .get();
            Thread.sleep(1_500);
            assertThat(worklist.get(WorklistUnderTest.seller("wire"), "/work-items/" + step.item())
                            .status())
                    .isEqualTo(404);
            producer.send(TestMessage.of(
                                    step.sequence(),
                                    2,
                                    new SequenceCreatedV1(step.sequence(), "Follow-up", null, "lead", "helena", null))
                            .record())
                    .get();
        }
        Await.until("it is open", () -> "work-item.opened".equals(worklist.eventsOf(step.item())));
        Reply card = worklist.get(WorklistUnderTest.seller("wire"), "/work-items/" + step.item());
        assertThat(card.body().path("record").path("name").asText()).isEqualTo("Amara");
        assertThat(card.body().path("sequenceName").asText()).isEqualTo("Follow-up");

        Reply done = worklist.post(WorklistUnderTest.seller("wire"), "/work-items/" + step.item() + "/complete", "{}");
        assertThat(done.status()).as(done.body().toString()).isEqualTo(200);
        assertThat(worklist.sql(
                        "select convert_from(meta_data, 'UTF8')::jsonb -> 'basis' -> 0 ->> 'version' from"
                                + " chassis.domain_event_entry where aggregate_identifier = ? and payload_type ="
                                + " 'work-item.completed'",
                        step.item()))
                .isEqualTo("#4");
    }

    /** A relay sends its last messages again after a crash. Openings and endings are idempotent; others are recognized by position. */
    @Test
    void ignoresDuplicatesOnTheTopic() throws Exception {
        Step step = Step.of(UUID.randomUUID().toString());
        Step marker = Step.of(UUID.randomUUID().toString()).inSequence(step.sequence());
        TestMessage opened = step.opened("task", "first", Instant.now().minusSeconds(60));
        TestMessage second = step.reassigned(5, "second");
        TestMessage third = step.reassigned(6, "third");
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            for (TestMessage message : List.of(opened, second, third, opened, second, third)) {
                producer.send(message.record()).get();
            }
            for (TestMessage message : List.of(step.completed(), opened, second, third, step.completed())) {
                producer.send(message.record()).get();
            }
            // On the same partition, so that it is processed last.
            TestMessage last = marker.opened("task", "first", Instant.now());
            producer.send(new TestMessage(step.enrollment(), 20, last.body()).record())
                    .get();
        }

        Await.until("the last message is taken", () -> "work-item.opened".equals(worklist.eventsOf(marker.item())));
        assertThat(worklist.eventsOf(step.item()))
                .isEqualTo("work-item.opened work-item.handed-over work-item.handed-over work-item.withdrawn");
        assertThat(worklist.sql(
                        "select string_agg(sequence::text, ' ') from chassis.consumer_position where subject like ?",
                        "%" + step.enrollment()))
                .isEqualTo("6");
    }

    private static KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", Infrastructure.kafka()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private Reply eventually(Step step) throws InterruptedException {
        for (int i = 0; ; i++) {
            Reply reply = worklist.get(WorklistUnderTest.seller("wire"), "/work-items/" + step.item());
            boolean complete = reply.status() == 200
                    && reply.body().path("record").path("name").isTextual()
                    && reply.body().path("sequenceName").isTextual();
            if (complete || i == 900) {
                return reply;
            }
            Thread.sleep(100);
        }
    }
}

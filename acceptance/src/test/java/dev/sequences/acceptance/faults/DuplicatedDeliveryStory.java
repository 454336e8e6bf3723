package dev.sequences.acceptance.faults;

import static dev.sequences.acceptance.RunningSuite.all;
import static dev.sequences.acceptance.RunningSuite.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sequences.acceptance.Api;
import dev.sequences.acceptance.RunningSuite;
import dev.sequences.acceptance.Sequences;
import dev.sequences.acceptance.Suite;
import dev.sequences.acceptance.Tape;
import dev.sequences.contracts.Headers;
import dev.sequences.contracts.Topics;
import dev.sequences.local.Component;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Neither redelivered nor malformed messages change a figure or block other messages. */
@Order(4)
@ExtendWith(Suite.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DuplicatedDeliveryStory {

    private static final String CITY = "Delhi-" + UUID.randomUUID().toString().substring(0, 8);
    private static final String DEV = "dev-" + CITY;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RunningSuite suite;

    DuplicatedDeliveryStory(RunningSuite suite) {
        this.suite = suite;
    }

    @Test
    void whatComesThreeTimesMoreChangesNothing() throws Exception {
        String sequenceId = walked();
        String before = picture(sequenceId);
        int again = 0;
        for (String topic : List.of(Topics.ENROLLMENTS, Topics.WORK_ITEMS, Topics.SEGMENTS, Topics.CRM_RECORDS)) {
            List<Tape.Message> tape = Tape.of(suite, topic).records();
            List<Tape.Message> last = tape.subList(Math.max(0, tape.size() - 200), tape.size());
            for (int i = 0; i < 3; i++) {
                again +=
                        produce(last.stream().map(DuplicatedDeliveryStory::copy).toList());
            }
        }
        assertThat(again).isPositive();
        // A new event after the repeats shows when they have been processed.
        String followUp = walked();
        assertThat(picture(followUp)).isNotEmpty();
        assertThat(picture(sequenceId)).isEqualTo(before);
    }

    /** Lines of the worklist's log about one aggregate. */
    private List<JsonNode> logged(String aggregateId) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(suite.local().log(Component.WORKLIST))) {
            // Output of the JVM and the first lines of a start are plain text.
            if (line.startsWith("{")) {
                JsonNode fields = JSON.readTree(line);
                if (fields.path("aggregateId").asText().equals(aggregateId)) {
                    lines.add(fields);
                }
            }
        }
        return lines;
    }

    @Test
    void parksAnUnreadableMessageAndContinues() throws Exception {
        String key = Checker.GARBAGE + "-" + CITY;
        ProducerRecord<byte[], byte[]> garbage =
                new ProducerRecord<>(Topics.ENROLLMENTS, bytes(key), bytes("this is {not} JSON"));
        garbage.headers()
                .add(Headers.TYPE, bytes("sequences.enrollment.step-opened.v1"))
                .add(Headers.ID, bytes(UUID.randomUUID().toString()))
                .add(Headers.SEQUENCE, bytes(Headers.sequence(0)));
        produce(List.of(garbage));
        String deadLetters = Topics.deadLetterOf(Topics.ENROLLMENTS, "worklist.enrollments");
        eventually(
                "it is on the dead-letter topic",
                () -> !Tape.of(suite, deadLetters).about(key).isEmpty());
        Tape.Message dead = Tape.of(suite, deadLetters).about(key).getFirst();
        assertThat(new String(dead.record().value(), StandardCharsets.UTF_8)).isEqualTo("this is {not} JSON");
        assertThat(dead.header(Headers.TYPE)).isEqualTo("sequences.enrollment.step-opened.v1");
        assertThat(dead.headers().entrySet())
                .as("a header contains the reason: %s", dead.headers())
                .anyMatch(header ->
                        header.getKey().contains("reason") && !header.getValue().isBlank());
        assertThat(logged(key)).as("the worklist's log contains it in fields").anySatisfy(line -> {
            assertThat(line.path("level").asText()).isEqualTo("ERROR");
            assertThat(line.path("service").asText()).isEqualTo("worklist");
            assertThat(line.path("messageId").asText())
                    .isEqualTo(dead.header(Headers.ID))
                    .isNotEmpty();
            assertThat(line.path("correlationId").asText()).isNotEmpty();
        });
        assertThat(picture(walked())).contains("intro");
    }

    /** Enrolls three records in a new sequence and completes one step; returns the id of the sequence. */
    private String walked() {
        String city = CITY + UUID.randomUUID().toString().substring(0, 4);
        String seller = DEV + city;
        String sequenceId = Sequences.activated(suite, Sequences.draft());
        Sequences.imported(
                suite,
                "Prospect ID,City,Owner\n"
                        + Stream.of(1, 2, 3)
                                .map(i -> "%s-%d,%s,%s".formatted(city, i, city, seller))
                                .reduce("", (a, b) -> a + b + "\n"),
                "idColumn=Prospect%20ID&ownerColumn=Owner");
        Sequences.activateSegment(suite, Sequences.segment(suite, sequenceId, city));
        Api worklist = suite.worklist(suite.seller(seller));
        eventually("three items", () -> all(worklist, "/work-items?due=all").size() == 3);
        String item = all(worklist, "/work-items?due=all").getFirst().path("id").asText();
        Sequences.require(worklist.post("/work-items/" + item + "/complete", Map.of()), 200);
        eventually("insights have counted it", () -> {
            JsonNode figures = insights(sequenceId);
            return figures.path("entered").asInt() == 3
                    && figures.path("steps").findValuesAsText("completed").contains("1");
        });
        eventually(
                "the wait is on the list",
                () -> all(worklist, "/work-items?due=waiting").size() == 1);
        return sequenceId;
    }

    private JsonNode insights(String sequenceId) {
        return suite.insights(suite.maria())
                .get("/insights/sequences/" + sequenceId)
                .json();
    }

    /** The visible state of a sequence. */
    private String picture(String sequenceId) {
        return Stream.of(
                        all(suite.enrollment(suite.maria()), "/enrollments?sequenceId=" + sequenceId).stream(),
                        all(suite.worklist(suite.sam()), "/work-items?due=all").stream()
                                .filter(item -> item.path("sequenceId").asText().equals(sequenceId)),
                        Stream.of(
                                insights(sequenceId).path("steps"),
                                insights(sequenceId).path("entered")))
                .flatMap(part -> part)
                .map(JsonNode::toString)
                .sorted()
                .reduce("", (a, b) -> a + "\n" + b);
    }

    private int produce(List<ProducerRecord<byte[], byte[]>> records) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", suite.at().kafkaBootstrap(), "acks", "all", "linger.ms", "0"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (ProducerRecord<byte[], byte[]> record : records) {
                producer.send(record).get();
            }
            return records.size();
        }
    }

    private static ProducerRecord<byte[], byte[]> copy(Tape.Message message) {
        var record = message.record();
        return new ProducerRecord<>(record.topic(), record.partition(), record.key(), record.value(), record.headers());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package dev.sequences.acceptance;

import static dev.sequences.acceptance.RunningSuite.all;
import static dev.sequences.acceptance.RunningSuite.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.contracts.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Retries after a missing response have one effect, and concurrent requests are reported to the later caller. */
@Order(3)
@ExtendWith(Suite.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdempotencyStory {

    private static final String CITY = "Pune-" + UUID.randomUUID().toString().substring(0, 8);
    private static final String CARA = "cara-" + CITY;

    private final RunningSuite suite;

    IdempotencyStory(RunningSuite suite) {
        this.suite = suite;
    }

    @Test
    void answersARepeatedKeyEquallyWithOneEffect() {
        Api maria = suite.designer(suite.maria()).key("create-" + CITY);
        Map<String, String> body = Map.of("name", "Once " + CITY, "recordType", "lead");
        Reply first = maria.post("/sequences", body);
        Reply second = maria.post("/sequences", body);
        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(all(suite.designer(suite.maria()), "/sequences?q=Once%20" + CITY))
                .hasSize(1);

        Reply another = maria.post("/sequences", Map.of("name", "Other " + CITY, "recordType", "lead"));
        assertThat(another.status()).isEqualTo(422);
        assertThat(another.field("code")).isEqualTo("idempotency-key-reused");
        // Keys of different callers are independent.
        Reply admin = suite.designer(suite.local().tokens().token("ada", "system-administrator"))
                .key("create-" + CITY)
                .post("/sequences", Map.of("name", "Ada's " + CITY, "recordType", "lead"));
        assertThat(admin.status()).isEqualTo(201);
    }

    @Test
    void refusesAStaleEditAndAcceptsACurrentOne() {
        Api maria = suite.designer(suite.maria());
        String id = maria.post("/sequences", Map.of("name", "Edited " + CITY, "recordType", "lead"))
                .field("id");
        String seen = maria.get("/sequences/" + id).etag();
        Sequences.require(maria.with("If-Match", seen).patch("/sequences/" + id, Map.of("name", "Mine " + CITY)), 200);
        Reply stale = maria.with("If-Match", seen).patch("/sequences/" + id, Map.of("name", "Late " + CITY));
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.field("code")).isEqualTo("stale-version");
        assertThat(maria.get("/sequences/" + id).field("name")).isEqualTo("Mine " + CITY);
        String fresh = maria.get("/sequences/" + id).etag();
        Sequences.require(maria.with("If-Match", fresh).patch("/sequences/" + id, Map.of("name", "Now " + CITY)), 200);
    }

    @Test
    void enrollsAndCompletesOnceWhenAFileIsImportedTwice() throws Exception {
        String sequenceId = Sequences.activated(suite, Sequences.draft());
        StringBuilder csv = new StringBuilder("Prospect ID,City,Owner\n");
        for (int i = 0; i < 20; i++) {
            csv.append("%s-%02d,%s,%s%n".formatted(CITY, i, CITY, CARA));
        }
        String columns = "idColumn=Prospect%20ID&ownerColumn=Owner";
        Sequences.imported(suite, csv.toString(), columns);
        String segmentId = Sequences.segment(suite, sequenceId, CITY);
        Sequences.activateSegment(suite, segmentId);
        eventually("20 enrollments", () -> enrollments(sequenceId).size() == 20);
        eventually("20 items", () -> items().size() == 20);

        JsonNode again = Sequences.imported(suite, csv.toString(), columns);
        assertThat(again.path("done").asInt()).isEqualTo(20);
        sixteenClientsCompleteOneItem(items().getFirst().path("id").asText());

        eventually(
                "one has gone on",
                () -> enrollments(sequenceId).stream()
                                .filter(e -> e.path("currentStep")
                                        .path("key")
                                        .asText()
                                        .equals("pause"))
                                .count()
                        == 1);
        assertThat(enrollments(sequenceId)).hasSize(20);
        assertThat(items()).hasSize(20);
    }

    private void sixteenClientsCompleteOneItem(String item) throws Exception {
        CountDownLatch together = new CountDownLatch(1);
        List<Future<Reply>> replies = new ArrayList<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(16)) {
            for (int i = 0; i < 16; i++) {
                Api cara = suite.worklist(suite.seller(CARA)).key(CITY + "-client-" + i);
                replies.add(clients.submit(() -> {
                    together.await();
                    return cara.post("/work-items/" + item + "/complete", Map.of("note", "done"));
                }));
            }
            together.countDown();
            int done = 0;
            for (Future<Reply> reply : replies) {
                assertThat(reply.get().status()).as("%s", reply.get()).isIn(200, 409);
                done += reply.get().ok() ? 1 : 0;
            }
            assertThat(done).isPositive();
        }
        eventually("the topic has it", () -> completions(item) >= 1);
        assertThat(completions(item)).isEqualTo(1);
    }

    private long completions(String item) {
        return Tape.of(suite, Topics.WORK_ITEMS).about(item).stream()
                .filter(event -> event.type().equals("sequences.work-item.work-item-completed.v1"))
                .map(event -> event.header("ce_id"))
                .distinct()
                .count();
    }

    @Test
    void enrollsARecordOnceHoweverOftenItIsRequested() {
        String sequenceId = Sequences.activated(suite, Sequences.draft());
        Api maria = suite.segment(suite.maria());
        Sequences.require(
                maria.put(
                        "/records/lead/" + CITY + "-solo",
                        Map.of(
                                "name",
                                "Solo",
                                "ownerType",
                                "user",
                                "ownerId",
                                CARA,
                                "active",
                                true,
                                "fields",
                                Map.of())),
                201);
        Map<String, String> wish = Map.of("sequenceId", sequenceId, "recordType", "lead", "recordId", CITY + "-solo");
        Api enrollment = suite.enrollment(suite.maria());
        eventually("both are known", () -> enrollment.post("/enrollments", wish).ok());
        Reply again = enrollment.post("/enrollments", wish);
        assertThat(again.status()).isEqualTo(200);
        assertThat(enrollments(sequenceId)).hasSize(1);
        assertThat(again.field("id"))
                .isEqualTo(enrollments(sequenceId).getFirst().path("id").asText());
    }

    private List<JsonNode> enrollments(String sequenceId) {
        return all(suite.enrollment(suite.maria()), "/enrollments?sequenceId=" + sequenceId);
    }

    private List<JsonNode> items() {
        return all(suite.worklist(suite.seller(CARA)), "/work-items?due=all").stream()
                .filter(item -> item.path("record").path("id").asText().matches(".*-\\d\\d"))
                .toList();
    }
}

package dev.sequences.acceptance;

import static dev.sequences.acceptance.Suite.Running.all;
import static dev.sequences.acceptance.Suite.Running.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Drafts drawn at random: the designer refuses with findings, or activates what every record then walks to its end. Another seed:
 * {@code -Dsequences.drafts.seed=}.
 */
@Order(60)
@ExtendWith(Suite.class)
class WhatIsAcceptedRunsStory {

    private static final long SEED = Long.getLong("sequences.drafts.seed", 20_261_122L);
    private static final int DRAFTS = Integer.getInteger("sequences.drafts", 60);
    private static final int MOST_TURNS = 600;
    private static final String SELLER = "walker-" + UUID.randomUUID();

    private final Suite.Running suite;
    private final Random random = new Random(SEED);

    WhatIsAcceptedRunsStory(Suite.Running suite) {
        this.suite = suite;
    }

    @Test
    void whatTheDesignerAcceptsIsWalkedToItsEnd() {
        List<String> accepted = new ArrayList<>();
        Set<String> kinds = new HashSet<>();
        int refused = 0;
        for (int i = 0; i < DRAFTS; i++) {
            Map<String, Object> draft = RandomDrafts.draft(random);
            String id = activated(draft);
            if (id == null) {
                refused++;
            } else {
                accepted.add(id);
                kinds.addAll(kinds(draft));
            }
        }
        System.out.printf(
                "drafts: seed %d, %d accepted, %d refused, walked kinds %s%n", SEED, accepted.size(), refused, kinds);
        assertThat(accepted).as("accepted drafts, seed %d", SEED).hasSizeGreaterThan(DRAFTS / 10);
        assertThat(refused).as("refused drafts, seed %d", SEED).isPositive();
        assertThat(kinds).as("kinds of nodes that are walked, seed %d", SEED).hasSizeGreaterThan(8);

        enroll(accepted);
        walk(accepted);

        for (String id : accepted) {
            assertThat(enrollments(id))
                    .as("enrollments of %s, seed %d", id, SEED)
                    .hasSize(2)
                    .allSatisfy(
                            one -> assertThat(one.path("endReason").asText()).isEqualTo("sequence-completed"));
        }
        assertThat(all(
                                suite.enrollment(suite.local().tokens().token("root", "system-administrator")),
                                "/parked-messages")
                        .stream()
                        .filter(parked -> accepted.stream()
                                .anyMatch(id -> parked.toString().contains(id))))
                .isEmpty();
    }

    /** Its id; null when the designer refuses, and then it must have said so before. */
    private @Nullable String activated(Map<String, Object> draft) {
        Api maria = suite.designer(suite.maria());
        String id = Sequences.require(maria.post("/sequences", Map.of("name", "Drawn " + UUID.randomUUID())), 201)
                .path("id")
                .asText();
        Sequences.require(maria.put("/sequences/" + id + "/draft", draft), 200);
        JsonNode findings = Sequences.require(maria.post("/sequences/" + id + "/validate"), 200)
                .path("findings");
        boolean errors = false;
        for (JsonNode finding : findings) {
            errors |= finding.path("severity").asText().equals("error");
        }
        Reply answer = maria.post("/sequences/" + id + "/activate", Map.of("changeDescription", "drawn"));
        assertThat(answer.status())
                .as("activation of %s after %s", draft, findings)
                .isEqualTo(errors ? 422 : 200);
        return errors ? null : id;
    }

    private static Set<String> kinds(Map<String, Object> draft) {
        Set<String> kinds = new HashSet<>();
        new ObjectMapper()
                .valueToTree(draft)
                .path("graph")
                .path("nodes")
                .forEach(node -> kinds.add(node.path("type").asText()));
        return kinds;
    }

    private void enroll(List<String> sequences) {
        Api segment = suite.segment(suite.maria());
        Api enrollment = suite.enrollment(suite.maria());
        List<String> records = List.of("walk-1-" + SELLER, "walk-2-" + SELLER);
        Map<String, Object> fields = new HashMap<>();
        fields.put("city", "Pune");
        for (String record : records) {
            Reply put = segment.put(
                    "/records/lead/" + record,
                    Map.of(
                            "name",
                            record,
                            "ownerType",
                            "user",
                            "ownerId",
                            SELLER,
                            "active",
                            true,
                            "fields",
                            Map.copyOf(fields)));
            assertThat(put.status()).as("%s", put).isEqualTo(201);
            fields.put("company", "Contoso");
        }
        for (String id : sequences) {
            eventually("the records are on " + id, () -> {
                Reply reply = enrollment.post(
                        "/enrollments/bulk", Map.of("sequenceId", id, "recordType", "lead", "recordIds", records));
                if (!reply.ok()) {
                    return false;
                }
                for (JsonNode result : reply.json().path("results")) {
                    String status = result.path("status").asText();
                    if (!status.equals("created") && !status.equals("exists")) {
                        return false;
                    }
                }
                return true;
            });
        }
    }

    /** A seller who does whatever comes, and days that pass when nothing does. */
    private void walk(List<String> sequences) {
        Api seller = suite.worklist(suite.seller(SELLER));
        int idle = 0;
        for (int turn = 0; turn < MOST_TURNS; turn++) {
            List<JsonNode> open = all(seller, "/work-items?due=all").stream()
                    .filter(item -> item.path("status").asText().equals("open"))
                    .toList();
            for (JsonNode item : open) {
                work(seller, item);
            }
            if (!open.isEmpty()) {
                idle = 0;
            } else if (sequences.stream().allMatch(this::isOver)) {
                return;
            } else if (++idle > 4) {
                suite.clock(Duration.ofHours(25));
                idle = 0;
            }
            pause();
        }
    }

    private void work(Api seller, JsonNode item) {
        String at = "/work-items/" + item.path("id").asText();
        Reply reply = random.nextInt(5) == 0
                ? seller.post(at + "/skip", Map.of("reason", "not now"))
                : seller.post(
                        at + "/complete",
                        item.path("activityType").asText().equals("phone-call")
                                ? Map.of("callResult", random.nextBoolean() ? "made" : "no-answer")
                                : Map.of());
        assertThat(reply.status()).as("%s of %s", reply, item).isIn(200, 409);
    }

    private boolean isOver(String sequenceId) {
        return enrollments(sequenceId).stream()
                .noneMatch(one -> one.path("status").asText().equals("connected"));
    }

    private List<JsonNode> enrollments(String sequenceId) {
        return all(suite.enrollment(suite.maria()), "/enrollments?sequenceId=" + sequenceId);
    }

    private static void pause() {
        try {
            Thread.sleep(150);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

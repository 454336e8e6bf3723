package dev.sequences.acceptance;

import static dev.sequences.acceptance.RunningSuite.all;
import static dev.sequences.acceptance.RunningSuite.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
 * Random drafts: the designer refuses them with findings, or activates them and every enrollment reaches its end. Set another seed with
 * {@code -Dsequences.drafts.seed=}.
 */
@Order(60)
@ExtendWith(Suite.class)
class RandomDraftsStory {

    private static final long SEED = Long.getLong("sequences.drafts.seed", 20_261_122L);
    private static final int DRAFTS = Integer.getInteger("sequences.drafts", 60);
    private static final int MAX_TURNS = 1_200;
    private static final String SELLER = "walker-" + UUID.randomUUID();
    private static final String TEAM = "team-" + SELLER;
    private static final String ACCOUNT = "account-" + SELLER;

    /** The first record lacks most fields until the story adds them. */
    private static final List<String> RECORDS = List.of("walk-1-" + SELLER, "walk-2-" + SELLER);

    private final RunningSuite suite;
    private final Random random = new Random(SEED);
    private Duration ahead = Duration.ZERO;
    private final Set<String> stoodStill = new HashSet<>();

    RandomDraftsStory(RunningSuite suite) {
        this.suite = suite;
    }

    @Test
    void completesEverySequenceThatTheDesignerAccepts() {
        calendar();
        List<String> accepted = new ArrayList<>();
        Set<String> kinds = new HashSet<>();
        Set<String> settings = new HashSet<>();
        int refused = 0;
        String advanceTo = Sequences.activated(
                suite, Sequences.draft("last", List.of(Sequences.node("last", "task", null, "name", "At last"))));
        for (int i = 0; i < DRAFTS; i++) {
            Map<String, Object> draft = RandomDrafts.draft(random, advanceTo);
            String id = activated(draft);
            if (id == null) {
                refused++;
            } else {
                accepted.add(id);
                kinds.addAll(kinds(draft));
                settings.addAll(draft.keySet());
            }
        }
        System.out.printf(
                "drafts: seed %d, %d accepted, %d refused, walked kinds %s, settings %s%n",
                SEED, accepted.size(), refused, kinds, settings);
        assertThat(accepted).as("accepted drafts, seed %d", SEED).hasSizeGreaterThan(DRAFTS / 10);
        assertThat(refused).as("refused drafts, seed %d", SEED).isPositive();
        assertThat(kinds).as("kinds of executed nodes, seed %d", SEED).hasSizeGreaterThan(8);
        assertThat(settings)
                .as("settings that are used, seed %d", SEED)
                .contains("skipNonWorkingDays", "sendWindow", "timeZone", "holidayCalendar", "dailyCaps");

        enroll(accepted);
        ahead = ahead(accepted.getLast());
        walk(accepted);

        System.out.printf("drafts: %d enrollments stood still and went on: %s%n", stoodStill.size(), stoodStill);
        for (String id : accepted) {
            assertThat(enrollments(id))
                    .as("enrollments of %s, seed %d", id, SEED)
                    .hasSize(2)
                    .allSatisfy(one -> {
                        assertThat(one.path("endReason").asText()).isIn("sequence-completed", "advanced");
                        assertThat(one.path("error").isNull()).as("%s", one).isTrue();
                    });
        }
        assertThat(all(
                                suite.enrollment(suite.local().tokens().token("root", "system-administrator")),
                                "/parked-messages")
                        .stream()
                        .filter(parked -> accepted.stream()
                                .anyMatch(id -> parked.toString().contains(id))))
                .isEmpty();
    }

    private void calendar() {
        Api maria = suite.designer(suite.maria());
        String path = "/holiday-calendars/" + RandomDrafts.CALENDAR;
        if (maria.get(path).status() == 404) {
            List<Map<String, Object>> holidays = new ArrayList<>();
            for (int day = 1; day < 28; day += 3) {
                holidays.add(Map.of("day", "2026-01-%02d".formatted(day), "yearly", true));
                holidays.add(Map.of("day", "2026-12-%02d".formatted(day), "yearly", true));
            }
            Sequences.require(
                    maria.post(
                            "/holiday-calendars",
                            Map.of("id", RandomDrafts.CALENDAR, "name", "Drawn", "holidays", holidays)),
                    201);
        }
    }

    /** Returns its id; null if the designer refuses it, which validation must have predicted. */
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
        // The seller enrolls records owned by the same seller.
        Api enrollment = suite.enrollment(seller());
        record("account", ACCOUNT, Map.of("city", "Pune", "region", "west"));
        record("lead", RECORDS.getFirst(), Map.of("city", "Pune"));
        record("lead", RECORDS.getLast(), whole());
        for (String id : sequences) {
            eventually("the records are on " + id, () -> {
                Reply reply = enrollment.post(
                        "/enrollments/bulk", Map.of("sequenceId", id, "recordType", "lead", "recordIds", RECORDS));
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

    /** How far the suite's clock is ahead of the system clock; other stories may have moved it. */
    private Duration ahead(String sequenceId) {
        Instant enrolled = Instant.parse(
                enrollments(sequenceId).getLast().path("enrolledAt").asText());
        return Duration.between(Instant.now(), enrolled);
    }

    private String seller() {
        return suite.local().tokens().token(SELLER, List.of("salesperson"), List.of(TEAM), "");
    }

    private static Map<String, Object> whole() {
        return Map.of(
                "city", "Pune",
                "company", "Contoso",
                "region", "west",
                "backup", SELLER,
                "ownerTeamId", TEAM,
                "accessTeamId", TEAM,
                "accountId", ACCOUNT);
    }

    private void record(String type, String id, Map<String, Object> fields) {
        Reply put = suite.segment(suite.maria())
                .put(
                        "/records/" + type + "/" + id,
                        Map.of("name", id, "ownerType", "user", "ownerId", SELLER, "active", true, "fields", fields));
        assertThat(put.status()).as("%s", put).isIn(200, 201);
    }

    /** Completes the records of failed steps and retries these. */
    private boolean helped(List<String> sequences) {
        List<String> standing = new ArrayList<>();
        for (String id : sequences) {
            for (JsonNode one : all(suite.enrollment(suite.maria()), "/enrollments?status=error&sequenceId=" + id)) {
                standing.add(one.path("id").asText());
                stoodStill.add(one.path("id").asText() + " "
                        + one.path("error").path("code").asText());
            }
        }
        if (standing.isEmpty()) {
            return false;
        }
        record("account", ACCOUNT, Map.of("city", "Pune", "region", "west", "company", "Contoso Group"));
        RECORDS.forEach(id -> record("lead", id, whole()));
        Sequences.require(
                suite.enrollment(suite.maria()).post("/enrollments/bulk/retry", Map.of("ids", standing)), 200);
        return true;
    }

    /** Completes all work items and advances the clock when there is none. */
    private void walk(List<String> sequences) {
        Api seller = suite.worklist(seller());
        int idle = 0;
        for (int turn = 0; turn < MAX_TURNS; turn++) {
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
                if (!helped(sequences)) {
                    Duration on = untilSomethingIsDue(sequences);
                    suite.clock(on);
                    ahead = ahead.plus(on);
                }
                idle = 0;
            }
            pause();
        }
    }

    /** Half an hour after the next due moment: inside a window that opens then. */
    private Duration untilSomethingIsDue(List<String> sequences) {
        Instant now = Instant.now().plus(ahead);
        return sequences.stream()
                .flatMap(id -> enrollments(id).stream())
                .map(one -> one.path("currentStep").path("dueAt").asText())
                .filter(due -> !due.isEmpty())
                .map(due -> Duration.between(now, Instant.parse(due)).plusMinutes(30))
                .min(Duration::compareTo)
                .filter(on -> on.compareTo(Duration.ofHours(1)) > 0)
                .orElse(Duration.ofHours(1));
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
        return enrollments(sequenceId).stream().noneMatch(one -> Set.of("connected", "error")
                .contains(one.path("status").asText()));
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

package dev.sequences.acceptance;

import static dev.sequences.acceptance.RunningSuite.all;
import static dev.sequences.acceptance.RunningSuite.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.local.Component;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Mails with a send window from ten to eleven, holidays and a daily cap, while the enrollment service is killed when they are
 * due and while it sends them.
 */
@Order(210)
@ExtendWith(Suite.class)
class SendWindowStory {

    private static final int RECORDS = 300;
    private static final int A_DAY = 130;
    private static final List<String> EVERY_DAY =
            List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");

    private final RunningSuite suite;
    private final String run = "hours-" + UUID.randomUUID();

    SendWindowStory(RunningSuite suite) {
        this.suite = suite;
    }

    @Test
    void sendsEveryMailOnceInItsHoursWithinTheDailyCap() throws InterruptedException {
        Instant now = Instant.parse(
                enrolled(sequence(null), record("first")).path("enrolledAt").asText());
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        holidays(today, today.plusDays(1));
        Instant planned = today.plusDays(2).atTime(10, 0).toInstant(ZoneOffset.UTC);
        Instant opening = planned.plus(Duration.ofDays(1));
        String sequence = sequence(run);
        enrollAll(sequence);

        JsonNode one = enrollments(sequence).getFirst();
        assertThat(one.path("status").asText()).isEqualTo("connected");
        assertThat(one.path("currentStep").path("waitingFor").asText()).isEqualTo("holiday");
        assertThat(Instant.parse(one.path("currentStep").path("dueAt").asText()))
                .isEqualTo(planned);

        // One more holiday also applies to steps that are already held.
        addHoliday(today.plusDays(2));
        suite.clock(Duration.between(now, opening).minus(Duration.ofHours(20)));
        eventually("all wait for the day after the new holiday", () -> waitingUntil(sequence)
                .equals(Map.of(opening.toString(), RECORDS)));

        suite.local().kill9(Component.ENROLLMENT);
        suite.clock(Duration.ofHours(20));
        suite.local().startOne(Component.ENROLLMENT);
        eventually("the service is back", () -> reachable(sequence));
        eventually("some are sent", () -> gone(sequence) > 0);
        suite.local().kill9(Component.ENROLLMENT);
        suite.local().startOne(Component.ENROLLMENT);
        eventually("the first day is full", () -> reachable(sequence) && gone(sequence) == A_DAY && settled(sequence));
        Map<String, Integer> places = waitingUntil(sequence);
        assertThat(places)
                .containsEntry(opening.plus(Duration.ofDays(1)).toString(), A_DAY)
                .containsEntry(opening.plus(Duration.ofDays(2)).toString(), RECORDS - 2 * A_DAY)
                .hasSize(2);

        suite.clock(Duration.ofDays(1));
        eventually("the second day is full", () -> gone(sequence) == 2 * A_DAY);
        suite.clock(Duration.ofDays(1));
        eventually("all are sent", () -> gone(sequence) == RECORDS);
        assertEachWentOutOnceInItsHour(sequence, opening);
    }

    private void assertEachWentOutOnceInItsHour(String sequence, Instant opening) {
        Api maria = suite.enrollment(suite.maria());
        Map<LocalDate, Integer> perDay = new TreeMap<>();
        for (JsonNode enrollment : enrollments(sequence)) {
            List<JsonNode> sent = new ArrayList<>();
            Sequences.require(maria.get("/enrollments/" + enrollment.path("id").asText() + "/history"), 200)
                    .path("items")
                    .forEach(entry -> {
                        if (entry.path("type").asText().equals("enrollment.message-requested")) {
                            sent.add(entry);
                        }
                    });
            assertThat(sent).hasSize(1);
            Instant at = Instant.parse(sent.getFirst().path("at").asText());
            assertThat(at).isAfterOrEqualTo(opening);
            assertThat(at.atOffset(ZoneOffset.UTC).getHour()).as("%s", at).isEqualTo(10);
            perDay.merge(LocalDate.ofInstant(at, ZoneOffset.UTC), 1, Integer::sum);
        }
        System.out.println("mails per day: " + perDay);
        assertThat(perDay.values()).containsExactly(A_DAY, A_DAY, RECORDS - 2 * A_DAY);
    }

    /** With {@code calendar}: window, holidays and cap; otherwise one immediate task. */
    private String sequence(@Nullable String calendar) {
        if (calendar == null) {
            return Sequences.activated(
                    suite, Sequences.draft("do", List.of(Sequences.node("do", "task", null, "name", "Do it"))));
        }
        Map<String, Object> draft = new HashMap<>(Sequences.draft(
                "news",
                List.of(
                        Sequences.node("news", "automated-email", "do", "name", "News", "templateId", "welcome"),
                        Sequences.node("do", "task", null, "name", "Do it"))));
        draft.put("sendWindow", Map.of("days", EVERY_DAY, "from", "10:00", "to", "11:00"));
        draft.put("holidayCalendar", calendar);
        draft.put("dailyCaps", Map.of("emails", A_DAY));
        return Sequences.activated(suite, draft);
    }

    private static Map<String, Object> holiday(LocalDate day) {
        return Map.of("day", day.toString(), "name", "Off");
    }

    private void holidays(LocalDate... days) {
        Sequences.require(
                suite.designer(suite.maria())
                        .post(
                                "/holiday-calendars",
                                Map.of(
                                        "id",
                                        run,
                                        "name",
                                        "Hours",
                                        "holidays",
                                        List.of(days).stream()
                                                .map(SendWindowStory::holiday)
                                                .toList())),
                201);
    }

    private void addHoliday(LocalDate day) {
        Api maria = suite.designer(suite.maria());
        List<Map<String, Object>> days = new ArrayList<>();
        days.add(holiday(day));
        Sequences.require(maria.get("/holiday-calendars/" + run), 200)
                .path("holidays")
                .forEach(one -> days.add(holiday(LocalDate.parse(one.path("day").asText()))));
        Sequences.require(maria.patch("/holiday-calendars/" + run, Map.of("holidays", days)), 200);
    }

    private String record(String name) {
        String id = run + "-" + name;
        Reply put = suite.segment(suite.maria())
                .put("/records/lead/" + id, Map.of("name", id, "ownerType", "user", "ownerId", run, "active", true));
        assertThat(put.status()).as("%s", put).isEqualTo(201);
        return id;
    }

    private JsonNode enrolled(String sequence, String record) {
        Api maria = suite.enrollment(suite.maria());
        Map<String, Object> body = Map.of("sequenceId", sequence, "recordType", "lead", "recordId", record);
        eventually("the record can be enrolled", () -> maria.post("/enrollments", body)
                .ok());
        return enrollments(sequence).getFirst();
    }

    private void enrollAll(String sequence) {
        StringBuilder csv = new StringBuilder("Prospect ID,Name,Owner\n");
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            ids.add(run + "-" + i);
            csv.append("%s-%d,Lead %d,%s%n".formatted(run, i, i, run));
        }
        Sequences.imported(suite, csv.toString(), "idColumn=Prospect%20ID&nameColumn=Name&ownerColumn=Owner");
        Api maria = suite.enrollment(suite.maria());
        eventually("all are enrolled", () -> {
            maria.post("/enrollments/bulk", Map.of("sequenceId", sequence, "recordType", "lead", "recordIds", ids));
            return enrollments(sequence).size() == RECORDS;
        });
    }

    private List<JsonNode> enrollments(String sequence) {
        return all(suite.enrollment(suite.maria()), "/enrollments?sequenceId=" + sequence);
    }

    private boolean reachable(String sequence) {
        try {
            return suite.enrollment(suite.maria())
                    .get("/enrollments/counts?sequenceId=" + sequence)
                    .ok();
        } catch (Api.Unreachable notYet) {
            return false;
        }
    }

    private long gone(String sequence) {
        return enrollments(sequence).stream()
                .filter(one -> one.path("currentStep").path("key").asText().equals("do"))
                .count();
    }

    /** No step is about to be counted. */
    private boolean settled(String sequence) {
        return enrollments(sequence).stream().noneMatch(one -> List.of("turn", "send-window", "holiday")
                .contains(one.path("currentStep").path("waitingFor").asText()));
    }

    private Map<String, Integer> waitingUntil(String sequence) {
        Map<String, Integer> until = new TreeMap<>();
        enrollments(sequence).stream()
                .map(one -> one.path("currentStep"))
                .filter(step -> step.path("status").asText().equals("waiting"))
                .forEach(step -> until.merge(step.path("dueAt").asText(), 1, Integer::sum));
        return until;
    }
}

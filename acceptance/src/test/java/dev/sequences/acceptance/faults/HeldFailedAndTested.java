package dev.sequences.acceptance.faults;

import static dev.sequences.acceptance.RunningSuite.all;
import static dev.sequences.acceptance.RunningSuite.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.acceptance.Api;
import dev.sequences.acceptance.Reply;
import dev.sequences.acceptance.RunningSuite;
import dev.sequences.acceptance.Sequences;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The part of {@link EverythingHappensStory} with holds and failures; one of each kind remains pending. */
final class HeldFailedAndTested {

    private static final String ENROLLMENTS = "/enrollments/";

    private final RunningSuite suite;
    private final String run;
    private final String seller;
    private final Api designer;
    private final Api enrollment;

    HeldFailedAndTested(RunningSuite suite, String run, String seller) {
        this.suite = suite;
        this.run = run;
        this.seller = seller;
        this.designer = suite.designer(suite.maria());
        this.enrollment = suite.enrollment(suite.maria());
    }

    /** Advances the clock by at least two days. */
    void happen() {
        Instant now = suiteTime();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        sellersWork();
        String mails = held(today);
        Instant soon = now.plus(Duration.ofHours(1));
        String test = tested("soon", soon);
        tested("late", now.plus(Duration.ofDays(90)));
        fails();
        goesNowhere();
        Instant opening = today.plusDays(2).atStartOfDay().toInstant(ZoneOffset.UTC);
        suite.clock(Duration.between(now, opening).plus(Duration.ofMinutes(10)));
        eventually("one mail is sent, and the other has its day", () -> waitingFor(mails)
                .equals(List.of("daily-cap")));
        eventually("the test is over", () -> all(enrollment, "/ab-tests?sequenceId=" + test).stream()
                .allMatch(one -> one.path("status").asText().equals("ended")));
    }

    private void sellersWork() {
        Api segment = suite.segment(suite.maria());
        Map<String, Object> calendar = Map.of(
                "timeZone",
                "Europe/Vienna",
                "workingHours",
                List.of(Map.of("days", List.of("monday", "tuesday"), "from", "08:30", "to", "12:00")),
                "timeOff",
                List.of(Map.of("from", "2031-07-27", "to", "2031-08-07")));
        done(segment.put("/sellers/fee-" + run, Map.of("calendar", calendar)));
        done(segment.put("/sellers/gil-" + run, Map.of("calendar", calendar)));
        done(segment.put("/sellers/gil-" + run, "{\"calendar\":null}"));
    }

    /** Three mails wait for the end of the holidays; one is cancelled, and each day sends one. */
    private String held(LocalDate today) {
        String calendar = "days-" + run;
        List<Map<String, Object>> days = List.of(holiday(today, false), holiday(today.plusDays(1), true));
        done(designer.post(
                "/holiday-calendars",
                Map.of("id", calendar, "name", "Days " + run, "holidays", List.of(days.getFirst()))));
        done(designer.patch("/holiday-calendars/" + calendar, Map.of("holidays", days)));
        done(designer.post(
                "/holiday-calendars", Map.of("id", "gone-" + run, "name", "Gone " + run, "holidays", List.of())));
        done(designer.delete("/holiday-calendars/gone-" + run));
        Map<String, Object> draft = new HashMap<>(Sequences.draft(
                "news",
                List.of(
                        Sequences.node("news", "automated-email", "do", "name", "News", "templateId", "welcome"),
                        task("do"))));
        draft.put("holidayCalendar", calendar);
        draft.put("dailyCaps", Map.of("emails", 1, "steps", 5, "enrollments", 5));
        String sequence = Sequences.activated(suite, draft);
        enrolled(record("ida-", Map.of()), sequence);
        enrolled(record("jon-", Map.of()), sequence);
        String third = enrolled(record("kim-", Map.of()), sequence);
        eventually("all wait for the end of the holidays", () -> waitingFor(sequence)
                .equals(List.of("holiday", "holiday", "holiday")));
        done(enrollment.post(ENROLLMENTS + third + "/disconnect", Map.of("disposition", "wrong-person")));
        return sequence;
    }

    private static Map<String, Object> holiday(LocalDate day, boolean yearly) {
        return Map.of("day", day.toString(), "name", "Off", "yearly", yearly);
    }

    private List<String> waitingFor(String sequence) {
        return all(enrollment, "/enrollments?status=connected&sequenceId=" + sequence).stream()
                .map(one -> one.path("currentStep").path("waitingFor").asText(""))
                .filter(reason -> !reason.isEmpty() && !reason.equals("null"))
                .toList();
    }

    /** Two get a message each, and one of them opens it. */
    private String tested(String name, Instant endsAt) {
        Map<String, @Nullable Object> test = Sequences.node("which", "ab-test", "then", "name", "Which subject");
        test.put("a", Map.of("name", "Question", "templateId", "welcome"));
        test.put("b", Map.of("name", "Statement", "templateId", "welcome-long"));
        test.put("winningMetric", "opens");
        test.put("endsAt", endsAt.toString());
        String sequence = Sequences.activated(suite, Sequences.draft("which", List.of(test, task("then"))));
        String lead = record(name + "-lea-", Map.of());
        String id = enrolled(lead, sequence);
        enrolled(record(name + "-max-", Map.of()), sequence);
        JsonNode sent = Sequences.require(enrollment.get(ENROLLMENTS + id + "/history"), 200)
                .path("items")
                .path(1)
                .path("data");
        done(enrollment.post(
                "/activities",
                Map.of(
                        "id",
                        "opened-" + lead,
                        "type",
                        "email-opened",
                        "recordType",
                        "lead",
                        "recordId",
                        lead,
                        "at",
                        suiteTime().toString(),
                        "stepId",
                        sent.path("stepId").asText())));
        return sequence;
    }

    /** Fails without a city, is retried in vain, and continues with a city; another one remains failed. */
    private void fails() {
        Map<String, @Nullable Object> condition = Sequences.node("local", "field-condition", null, "name", "Local?");
        condition.remove("next");
        condition.put("when", Map.of("field", "City", "op", "equals", "value", "Pune"));
        condition.put("onMissing", "error");
        condition.put("yes", "near");
        condition.put("no", "far");
        String sequence =
                Sequences.activated(suite, Sequences.draft("local", List.of(condition, task("near"), task("far"))));
        String lead = record("ned-", Map.of());
        String id = enrolled(lead, sequence);
        enrolled(record("ola-", Map.of()), sequence);
        done(enrollment.post(ENROLLMENTS + id + "/retry"));
        record("ned-", Map.of("City", "Pune"));
        eventually(
                "it goes on",
                () -> one(id).path("currentStep").path("key").asText().equals("near"));
    }

    /** The target sequence is deactivated; after its activation the advance is retried. */
    private void goesNowhere() {
        String target = Sequences.activated(suite, Sequences.draft("hello", List.of(task("hello"))));
        Map<String, @Nullable Object> away =
                new HashMap<>(Map.of("key", "away", "type", "advance", "sequenceId", target));
        String sequence = Sequences.activated(
                suite, Sequences.draft("call", List.of(Sequences.node("call", "task", "away", "name", "Call"), away)));
        String lead = record("pia-", Map.of());
        String id = enrolled(lead, sequence);
        done(designer.post("/sequences/" + target + "/deactivate"));
        eventually(
                "the target is deactivated",
                () -> enrollment
                                .post(
                                        "/enrollments",
                                        Map.of("sequenceId", target, "recordType", "lead", "recordId", lead))
                                .status()
                        == 409);
        Api list = suite.worklist(suite.seller(seller));
        String[] item = {""};
        eventually("the call is on the list", () -> {
            item[0] = all(list, "/work-items?due=all").stream()
                    .filter(one -> one.path("record").path("id").asText().equals(lead))
                    .map(one -> one.path("id").asText())
                    .findFirst()
                    .orElse("");
            return !item[0].isEmpty();
        });
        done(list.post("/work-items/" + item[0] + "/complete"));
        eventually("it has failed", () -> one(id).path("status").asText().equals("error"));
        done(designer.post("/sequences/" + target + "/activate", Map.of("changeDescription", "again")));
        eventually("it is enrolled in the target", () -> {
            enrollment.post(ENROLLMENTS + id + "/retry");
            return all(enrollment, "/enrollments?recordType=lead&recordId=" + lead + "&sequenceId=" + target).stream()
                    .anyMatch(one -> one.path("source").asText().equals("command"));
        });
    }

    private JsonNode one(String id) {
        return Sequences.require(enrollment.get(ENROLLMENTS + id), 200);
    }

    private static Map<String, @Nullable Object> task(String key) {
        return Sequences.node(key, "task", null, "name", key);
    }

    private String record(String name, Map<String, Object> fields) {
        String lead = name + run;
        done(suite.segment(suite.maria())
                .put(
                        "/records/lead/" + lead,
                        Map.of(
                                "name",
                                lead,
                                "ownerType",
                                "user",
                                "ownerId",
                                seller,
                                "active",
                                true,
                                "fields",
                                fields)));
        return lead;
    }

    private String enrolled(String lead, String sequence) {
        String[] id = {""};
        eventually(lead + " is enrolled", () -> {
            Reply reply = enrollment.post(
                    "/enrollments", Map.of("sequenceId", sequence, "recordType", "lead", "recordId", lead));
            id[0] = reply.ok() ? reply.field("id") : "";
            return reply.ok();
        });
        return id[0];
    }

    private Instant suiteTime() {
        try {
            return new EvidenceReader(suite.postgres(), suite.at().kafkaBootstrap()).suiteTime();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void done(Reply reply) {
        assertThat(reply.ok()).as("%s", reply).isTrue();
    }
}

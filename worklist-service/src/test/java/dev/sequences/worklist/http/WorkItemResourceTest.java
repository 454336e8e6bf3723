package dev.sequences.worklist.http;

import static dev.sequences.worklist.support.WorklistUnderTest.seller;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.testkit.infra.Await;
import dev.sequences.testkit.infra.ServiceResource;
import dev.sequences.testkit.infra.TestTokens;
import dev.sequences.worklist.support.Step;
import dev.sequences.worklist.support.WorklistUnderTest;
import dev.sequences.worklist.support.WorklistUnderTest.Reply;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(
        value = ServiceResource.class,
        initArgs = @ResourceArg(name = "sequences.relay.enabled", value = "false"))
class WorkItemResourceTest {

    private static final Instant DUE = Instant.parse("2026-03-04T12:00:00Z");
    private static final String TOMAS = seller("tomas");

    @Inject
    WorklistUnderTest worklist;

    private Step open(String type) {
        Step step = Step.of("record-" + UUID.randomUUID());
        worklist.deliverTwice(step.opened(type, "tomas", DUE));
        return step;
    }

    private Step waiting() {
        Step step = Step.of("record-" + UUID.randomUUID());
        worklist.deliverTwice(step.waitStarted("tomas", Instant.now().plus(Duration.ofDays(3))));
        return step;
    }

    private Reply act(Step step, String action, String body, String... headers) {
        return worklist.post(TOMAS, "/work-items/" + step.item() + "/" + action, body, headers);
    }

    @Test
    void completesAnItemAndReturnsTheNewState() {
        Step step = open("phone-call");
        Reply reply = act(step, "complete", "{\"note\":\"Wants prices.\",\"callResult\":\"made\"}");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.etag()).isEqualTo("\"2\"");
        assertThat(reply.body().path("status").asText()).isEqualTo("done");
        assertThat(reply.body().path("record").path("id").asText()).isEqualTo(step.recordId());
        Reply read = worklist.get(TOMAS, "/work-items/" + step.item());
        assertThat(read.body().path("status").asText()).isEqualTo("done");
        assertThat(read.etag()).isEqualTo("\"2\"");
    }

    @Test
    void completesAnItemWithoutABody() {
        assertThat(act(open("email"), "complete", null).status()).isEqualTo(200);
        assertThat(act(open("email"), "complete", "").status()).isEqualTo(200);
        assertThat(act(open("email"), "complete", "null").status()).isEqualTo(200);
        assertThat(act(open("email"), "skip", null).status()).isEqualTo(200);
    }

    @Test
    void closesAnItemOnce() {
        Step step = open("email");
        act(step, "skip", "{\"reason\":\"Asked for calls.\"}");
        for (String action : new String[] {"complete", "skip"}) {
            Reply reply = act(step, action, "{}");
            assertThat(reply.status()).isEqualTo(409);
            assertThat(reply.code()).isEqualTo("work-item-closed");
        }
        assertThat(worklist.eventsOf(step.item())).isEqualTo("work-item.opened work-item.skipped");
    }

    @Test
    void returnsTheFirstResponseForARepeatedRequest() {
        Step step = open("email");
        String key = UUID.randomUUID().toString();
        Reply first = act(step, "complete", "{\"note\":\"x\"}", "Idempotency-Key", key);
        Reply again = act(step, "complete", "{\"note\":\"x\"}", "Idempotency-Key", key);
        assertThat(again).isEqualTo(first);
        assertThat(act(step, "complete", "{\"note\":\"y\"}", "Idempotency-Key", key)
                        .code())
                .isEqualTo("idempotency-key-reused");
    }

    @Test
    void separatesIdempotencyKeysOfItems() {
        String key = UUID.randomUUID().toString();
        act(open("email"), "complete", "{}", "Idempotency-Key", key);
        assertThat(act(open("email"), "complete", "{}", "Idempotency-Key", key).code())
                .isEqualTo("idempotency-key-reused");
        assertThat(act(open("email"), "read", null, "Idempotency-Key", key).code())
                .isEqualTo("idempotency-key-reused");
    }

    @Test
    void refusesACommandOnAnOldVersion() {
        Step step = open("email");
        assertThat(act(step, "notes", "{\"text\":\"Hello\"}").status()).isEqualTo(200);
        Reply stale = act(step, "complete", "{}", "If-Match", "\"1\"");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(act(step, "complete", "{}", "If-Match", "\"2\"").status()).isEqualTo(200);
        assertThat(act(step, "complete", "{}", "If-Match", "two").status()).isEqualTo(400);
    }

    @Test
    void reopensASnoozedItemWhenTheSnoozeEnds() throws Exception {
        Step step = open("email");
        Instant until = Instant.now().plusSeconds(5);
        Reply reply = act(step, "snooze", "{\"until\":\"" + until + "\"}");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body().path("status").asText()).isEqualTo("snoozed");
        assertThat(worklist.sql("select owner from chassis.timer where kind = 'snooze' and owner = ?", step.item()))
                .isEqualTo(step.item());

        Await.until(
                "the work item is back", () -> worklist.eventsOf(step.item()).endsWith("resumed"));
        assertThat(worklist.eventsOf(step.item())).isEqualTo("work-item.opened work-item.snoozed work-item.resumed");
        assertThat(worklist.sql("select status from work_item where id = ?::uuid", step.item()))
                .isEqualTo("open");
        assertThat(Instant.parse(worklist.sql(
                        "select time_stamp from chassis.domain_event_entry where aggregate_identifier = ? and"
                                + " payload_type = 'work-item.resumed'",
                        step.item())))
                .isAfterOrEqualTo(until.minusNanos(1_000));
    }

    @Test
    void cancelsTheTimerOfAnItemClosedWhileSnoozed() {
        Step step = open("email");
        act(step, "snooze", "{\"until\":\"" + Instant.now().plus(Duration.ofDays(1)) + "\"}");
        act(step, "complete", "{}");
        assertThat(worklist.sql("select id from chassis.timer where owner = ?", step.item()))
                .isNull();
    }

    @Test
    void permitsOnlySkippingOfAWait() {
        Step step = waiting();
        Reply reply = act(step, "complete", "{}");
        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.code()).isEqualTo("work-item-waiting");
        assertThat(reply.body().path("errors").path(0).path("remedy").asText()).contains("skip-wait");

        assertThat(act(step, "skip-wait", null).status()).isEqualTo(200);
        assertThat(act(step, "skip-wait", "{}").status()).isEqualTo(200);
        assertThat(worklist.eventsOf(step.item())).isEqualTo("work-item.wait-opened work-item.wait-skip-requested");
        assertThat(act(open("email"), "skip-wait", null).code()).isEqualTo("work-item-not-waiting");
    }

    @Test
    void removesAReassignedItemFromTheFormerAssigneesList() {
        Step step = open("email");
        Reply given = act(step, "assign", "{\"assigneeType\":\"user\",\"assigneeId\":\"iris\"}");
        assertThat(given.status()).isEqualTo(200);
        assertThat(given.body().path("assignee").path("id").asText()).isEqualTo("iris");
        assertThat(act(step, "complete", "{}").status()).isEqualTo(404);
        assertThat(worklist.post(seller("iris"), "/work-items/" + step.item() + "/complete", "{}")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "complete | {\"callResult\":\"made\"} | 422 | call-result-not-allowed",
                "complete | {\"notes\":\"x\"} | 400 | unknown-field",
                "complete | {\"note\": | 400 | not-json",
                "snooze | {\"until\":\"2020-01-01T00:00:00Z\"} | 422 | snooze-in-the-past",
                "snooze | {\"until\":\"+1000000000-12-31T23:59:59Z\"} | 422 | snooze-too-far",
                "snooze | {\"until\":\"tomorrow\"} | 400 | wrong-type",
                "snooze | {} | 422 | field-missing",
                "snooze | {\"until\":null} | 422 | field-missing",
                "assign | {\"assigneeType\":\"user\"} | 422 | field-missing",
                "assign | {\"assigneeType\":\"robot\",\"assigneeId\":\"r2\"} | 422 | assignee-type-unknown",
                "assign | {\"assigneeType\":\"user\",\"assigneeId\":\"a\\u0000b\"} | 422 | character-not-allowed",
                "notes | {\"text\":\"  \"} | 422 | note-empty",
                "notes | {} | 422 | field-missing",
            })
    void refusesInvalidRequests(String action, String body, int status, String code) {
        Step step = open("email");
        Reply reply = act(step, action, body);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.code()).isEqualTo(code);
        assertThat(worklist.eventsOf(step.item())).isEqualTo("work-item.opened");
    }

    @Test
    void refusesJsonWithInvalidFields() {
        Step step = open("email");
        for (String body : new String[] {"[]", "7", "{\"note\":{}}", "{\"note\":[1]}"}) {
            assertThat(act(step, "complete", body).status()).as(body).isEqualTo(400);
        }
        assertThat(worklist.eventsOf(step.item())).isEqualTo("work-item.opened");
    }

    @ParameterizedTest
    @CsvSource({"1", "not-a-uuid", "00000000-0000-5000-8000-000000000000", "1-1-1-1-1", "%00", "a%20b"})
    void reportsUnknownItems(String id) {
        for (String action : new String[] {"complete", "read"}) {
            Reply reply = worklist.post(TOMAS, "/work-items/" + id + "/" + action, "{}");
            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.code()).isEqualTo("work-item-unknown");
        }
        assertThat(worklist.get(TOMAS, "/work-items/" + id).status()).isEqualTo(404);
    }

    @Test
    void changesManyItemsAndReturnsOneResultEach() {
        Step first = open("email");
        Step done = open("email");
        act(done, "complete", "{}");
        Step waits = waiting();
        Step foreign = Step.of("x");
        worklist.deliverTwice(foreign.opened("email", "iris", DUE));

        Reply reply = worklist.post(
                TOMAS,
                "/work-items/bulk",
                bulk(
                        "complete",
                        ",\"note\":\"All at once\"",
                        first.item(),
                        done.item(),
                        waits.item(),
                        foreign.item(),
                        "nonsense",
                        first.item()));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body().path("results").findValuesAsText("status"))
                .containsExactly("200", "409", "409", "404", "404", "409");
        assertThat(reply.body().path("results").path(1).path("code").asText()).isEqualTo("work-item-closed");
        assertThat(worklist.eventsOf(first.item())).isEqualTo("work-item.opened work-item.completed");
        assertThat(worklist.eventsOf(foreign.item())).isEqualTo("work-item.opened");
    }

    @Test
    void flagsManyRecordsInOneRequest() {
        Step one = open("email");
        Step other = open("email");
        assertThat(worklist.post(TOMAS, "/work-items/bulk", bulk("follow", "", one.item(), other.item(), one.item()))
                        .status())
                .isEqualTo(200);
        for (Step step : new Step[] {one, other}) {
            assertThat(worklist.get(TOMAS, "/work-items/" + step.item())
                            .body()
                            .path("followed")
                            .asBoolean())
                    .isTrue();
        }
    }

    @Test
    void refusesInvalidBulkRequests() {
        String many = Stream.generate(() -> UUID.randomUUID().toString())
                .limit(501)
                .map(id -> "\"" + id + "\"")
                .collect(Collectors.joining(","));
        assertThat(worklist.post(TOMAS, "/work-items/bulk", "{\"action\":\"skip\",\"ids\":[" + many + "]}")
                        .code())
                .isEqualTo("ids-too-many");
        assertThat(worklist.post(TOMAS, "/work-items/bulk", "{\"action\":\"skip\",\"ids\":[]}")
                        .code())
                .isEqualTo("ids-empty");
        assertThat(worklist.post(TOMAS, "/work-items/bulk", "{\"action\":\"burn\",\"ids\":[\"x\"]}")
                        .code())
                .isEqualTo("action-unknown");
        assertThat(worklist.post(TOMAS, "/work-items/bulk", "{\"ids\":[\"x\"]}").code())
                .isEqualTo("field-missing");
        assertThat(worklist.post(TOMAS, "/work-items/bulk", "{\"action\":\"snooze\",\"ids\":[\"x\"]}")
                        .code())
                .isEqualTo("field-missing");
        assertThat(worklist.post(TOMAS, "/work-items/bulk", "{\"action\":\"skip\",\"ids\":[null]}")
                        .body()
                        .path("results")
                        .path(0)
                        .path("status")
                        .asInt())
                .isEqualTo(404);
        assertThat(worklist.post(TOMAS, "/work-items/bulk", "null").status()).isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource({"salesperson, 404", "sequence-manager, 404", "sales-manager, 200", "system-administrator, 200"})
    void hidesAnItemFromOthersExceptManagersAndAdministrators(String role, int status) {
        String other = TestTokens.token("ruth", role);
        for (String action : new String[] {"read", "follow", "notes", "snooze", "assign", "complete"}) {
            Step step = open("email");
            String body =
                    switch (action) {
                        case "notes" -> "{\"text\":\"Hello\"}";
                        case "snooze" -> "{\"until\":\"" + Instant.now().plusSeconds(600) + "\"}";
                        case "assign" -> "{\"assigneeType\":\"user\",\"assigneeId\":\"iris\"}";
                        default -> null;
                    };
            int expected = status == 200 && (action.equals("read") || action.equals("follow")) ? 204 : status;
            assertThat(worklist.post(other, "/work-items/" + step.item() + "/" + action, body)
                            .status())
                    .as(action)
                    .isEqualTo(expected);
        }
        assertThat(worklist.get(other, "/work-items/" + open("email").item()).status())
                .isEqualTo(status);
    }

    @Test
    void refusesCallersWithoutTokenOrRole() {
        Step step = open("email");
        for (String path : new String[] {"complete", "skip", "snooze", "skip-wait", "assign", "read", "notes"}) {
            assertThat(worklist.post(null, "/work-items/" + step.item() + "/" + path, "{}")
                            .status())
                    .isEqualTo(401);
            assertThat(worklist.post(TestTokens.token("tomas"), "/work-items/" + step.item() + "/" + path, "{}")
                            .status())
                    .isEqualTo(403);
        }
        assertThat(worklist.post(null, "/work-items/bulk", "{}").status()).isEqualTo(401);
        assertThat(worklist.get(null, "/work-items").status()).isEqualTo(401);
        assertThat(worklist.get("garbage", "/work-items").status()).isEqualTo(401);
        assertThat(worklist.get(TestTokens.token("tomas", "janitor"), "/work-items")
                        .status())
                .isEqualTo(403);
        assertThat(worklist.eventsOf(step.item())).isEqualTo("work-item.opened");
    }

    private static String bulk(String action, String more, String... ids) {
        return "{\"action\":\"" + action + "\",\"ids\":["
                + Stream.of(ids).map(id -> "\"" + id + "\"").collect(Collectors.joining(",")) + "]" + more + "}";
    }
}

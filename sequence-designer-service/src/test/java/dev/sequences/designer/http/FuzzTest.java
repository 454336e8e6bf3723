package dev.sequences.designer.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.designer.http.DesignerClient.Reply;
import dev.sequences.designer.support.Drawings;
import dev.sequences.testkit.infra.ServiceResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Sends randomly mutated requests: each is either accepted as a whole or refused with a problem document without any effect. The
 * requests are reproducible; {@code -Dfuzz.seed} and {@code -Dfuzz.requests} select others.
 */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class FuzzTest {

    private static final long SEED = Long.getLong("fuzz.seed", 20_260_304);
    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 500);

    private static final String EVERYTHING = """
        {"graph": {"start": "mail", "nodes": [
           {"key": "mail", "type": "email", "name": "Mail", "description": "Say hello", "templateId": "hello", "next": "opened"},
           {"key": "opened", "type": "email-condition", "interactions": ["opened", "replied"], "match": "all", "within": "P1D",
            "immediately": true, "yes": "call", "no": "pause"},
           {"key": "pause", "type": "wait", "duration": "P3DT4H", "next": "set"},
           {"key": "set", "type": "update-field", "field": "rating", "value": "hot", "next": "ask"},
           {"key": "ask", "type": "field-condition", "when": {"all": [{"field": "city", "op": "equals", "value": "Graz"},
              {"any": [{"field": "score", "op": "gt", "value": 5}, {"field": "rating", "op": "any-of", "value": ["hot", "warm"]}]}]},
            "onMissing": "take-no", "yes": "call", "no": "ab"},
           {"key": "ab", "type": "ab-test", "name": "Which?", "a": {"name": "A", "templateId": "a"},
            "b": {"name": "B", "templateId": "b"}, "shareOfA": 40, "winningMetric": "clicks", "endsAt": "2036-01-01T00:00:00Z",
            "next": null},
           {"key": "call", "type": "phone-call", "name": "Call", "next": "made"},
           {"key": "made", "type": "phone-condition", "results": ["made"], "yes": "meet", "no": null},
           {"key": "meet", "type": "task", "name": "Meet", "next": null}]},
         "exitCriteria": [{"on": "reply"}, {"on": "field-condition", "when": {"field": "city", "op": "no-data"}}],
         "skipNonWorkingDays": false, "assignTo": "record-owner"}\
        """;

    @TestHTTPResource("/")
    URL service;

    @Inject
    DataSource dataSource;

    private DesignerClient manager;

    @BeforeEach
    void person() {
        manager = DesignerClient.manager(service);
    }

    /** Of everything that is stored, a number that changes with it. */
    private String state() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                    select (select count(*) from chassis.domain_event_entry), (select count(*) from sequence_catalogue),
                           (select coalesce(sum(stream_version), 0) from sequence_catalogue), (select count(*) from tag),
                           (select count(*) from message_template), (select count(*) from sequence_version),
                           (select count(*) from sequence_search), (select count(*) from chassis.claim),
                           (select coalesce(sum(stream_version), 0) from holiday_calendar)\
                    """)) {
            row.next();
            StringBuilder state = new StringBuilder();
            for (int i = 1; i <= 9; i++) {
                state.append(row.getLong(i)).append(' ');
            }
            return state.toString();
        }
    }

    private static String shown(int number, byte[] body) {
        return "request " + number + " of seed " + SEED + ": "
                + new String(body, 0, Math.min(body.length, 2_000), StandardCharsets.UTF_8);
    }

    /** Whatever was asked, the service knew what to do. */
    private static Reply answered(String what, Reply reply) {
        assertThat(reply.status()).as(what + "\n" + reply.body()).isBetween(200, 499);
        return reply;
    }

    private static void isAProblem(String what, Reply reply) {
        assertThat(reply.status()).as(what + "\n" + reply.body()).isBetween(400, 499);
        assertThat(reply.code()).as(what).matches("[a-z][a-z-]+");
        reply.expectProblem(reply.status(), reply.code());
    }

    @Test
    void acceptsOrRefusesAMutatedDraft() throws Exception {
        Random random = new Random(SEED);
        Mutations mutations = new Mutations(random);
        List<JsonNode> good = List.of(
                Drawings.json(EVERYTHING),
                Drawings.json("{\"graph\": " + Drawings.STORY + "}"),
                Drawings.json(EVERYTHING));
        String path = manager.create("Fuzzed");
        int taken = 0;
        int activated = 0;
        for (int i = 0; i < REQUESTS; i++) {
            byte[] body = mutations.of(good.get(random.nextInt(good.size())));
            String what = shown(i, body);
            String stateBefore = state();
            Reply before = manager.get(path + "/draft").expect(200);
            Reply answer = answered(what, manager.sendBytes("PUT", path + "/draft", body));
            Reply after = manager.get(path + "/draft").expect(200);
            if (answer.status() == 200) {
                taken++;
                assertThat(after.json()).as(what).isEqualTo(answer.json());
                assertThat(after.etag()).as(what).isEqualTo(answer.etag());
                Reply validated =
                        answered(what, manager.post(path + "/validate", null)).expect(200);
                answered(what, manager.get("/sequences/export?format=yaml&id=" + path.substring(11)))
                        .expect(200);
                boolean errors = validated.body().contains("\"severity\":\"error\"");
                Reply live = answered(what, manager.post(path + "/activate", null));
                if (errors) {
                    isAProblem(what, live);
                } else {
                    activated++;
                    assertThat(live.status()).as(what + "\n" + live.body()).isEqualTo(200);
                    String version = live.json().path("version").asText();
                    assertThat(manager.get(path + "/versions/" + version)
                                    .expect(200)
                                    .body())
                            .endsWith("\"definition\":" + after.body() + "}");
                    manager.post(path + "/deactivate", null).expect(200);
                }
            } else {
                isAProblem(what, answer);
                assertThat(after.body()).as(what).isEqualTo(before.body());
                assertThat(after.etag()).as(what).isEqualTo(before.etag());
                assertThat(state()).as(what).isEqualTo(stateBefore);
            }
        }
        // Or the mutations would all be refused at the door, and nothing be tried.
        assertThat(taken).isGreaterThan(REQUESTS / 10);
        assertThat(activated).isPositive();
        manager.send("DELETE", path, null).expect(204);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
        /sequences ; {"name": "Fuzzed", "description": "By a test", "recordType": "lead", "templateId": "webinar-follow-up"}
        /tags ; {"name": "Fuzzed", "parentId": null}
        /tags/bulk ; {"names": ["Fuzzed 1", "Fuzzed 2"], "parentId": null}
        /message-templates ; {"name": "Fuzzed", "description": "x", "channel": "email", "recordType": "lead", "defaultLanguage": "en", "contents": {"en": {"subject": "Hi {{name|you}}", "body": "Hello"}}}
        /sequences/assign ; {"ids": ["00000000-0000-7000-8000-000000000000"], "ownerType": "user", "ownerId": "ana"}
        /sequences/import?dryRun=false ; {"format": "sequences-library/v1", "tags": ["Fuzzed/Tag"], "messageTemplates": [{"id": "fuzzed", "name": "F", "channel": "email", "recordType": "lead", "defaultLanguage": "en", "contents": {"en": {"subject": "S", "body": "B"}}}], "holidayCalendars": [{"id": "fuzzed", "name": "F", "description": "D", "holidays": [{"day": "2026-12-25", "name": "Christmas Day", "yearly": true}]}], "sequences": [{"id": "fuzzed", "name": "Fuzzed", "recordType": "lead", "tags": ["Fuzzed/Tag"], "draft": {"holidayCalendar": "fuzzed", "graph": {"start": "a", "nodes": [{"key": "a", "type": "task", "name": "A"}]}}}]}
        """)
    void aMutatedCommandIsDoneOrRefusedAndNothingInBetween(String path, String good) throws Exception {
        Random random = new Random(SEED + path.hashCode());
        Mutations mutations = new Mutations(random);
        JsonNode tree = Drawings.json(good);
        for (int i = 0; i < REQUESTS / 5; i++) {
            byte[] body = mutations.of(tree);
            String what = path + " " + shown(i, body);
            String before = state();
            Reply answer = answered(what, manager.sendBytes("POST", path, body));
            if (answer.status() >= 300) {
                isAProblem(what, answer);
                assertThat(state()).as(what).isEqualTo(before);
            }
        }
        // An accepted document can be read and exported in both formats.
        for (String whole : List.of(
                "/sequences/export?format=yaml",
                "/sequences/export?format=json",
                "/sequences?limit=200",
                "/tags?limit=200",
                "/message-templates?limit=200")) {
            answered(path + " then " + whole, manager.get(whole)).expect(200);
        }
    }

    private static String cursor(String... parts) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join("\u001f", parts).getBytes(StandardCharsets.UTF_8));
    }

    /** Queries and paths come from address bars and scripts. */
    @Test
    void acceptsOrRefusesAMutatedQuery() {
        Random random = new Random(SEED);
        List<String> names = List.of(
                "status", "recordType", "ownerType", "owner", "tag", "q", "step", "template", "sort", "limit", "after");
        List<String> values = List.of(
                "",
                "a",
                "ab",
                "abc",
                "%00",
                "%F0%9F%9A%80",
                "%ED%A0%80",
                "%FF",
                "%25",
                "_",
                "%5C",
                "'",
                "-name",
                "name",
                "active",
                "lead",
                "0",
                "1",
                "200",
                "201",
                "99999999999999999999",
                "-1",
                "YR9i",
                "MR9i",
                "%E2%80%AE",
                "a%0Ab",
                "createdAt",
                "-changedAt",
                cursor("+300000-01-01T00:00:00Z", "a"),
                cursor("2026-01-01T00:00:00+18:00", "a"),
                cursor("a\u0000", "a"),
                cursor("\u0130", "a"),
                "%C4%B0",
                "%C4%B0stanbul",
                "%CE%9F%CE%94%CE%9F%CE%A3",
                "%E4%B8%AD",
                "%E4%B8%AD%E6%96%87%0Aab",
                "x%01y",
                "x".repeat(600));
        for (int i = 0; i < REQUESTS; i++) {
            StringBuilder query = new StringBuilder("/sequences?");
            for (int part = random.nextInt(4); part >= 0; part--) {
                query.append(names.get(random.nextInt(names.size())))
                        .append('=')
                        .append(values.get(random.nextInt(values.size())))
                        .append('&');
            }
            Reply answer = answered(query.toString(), manager.get(query.toString()));
            if (answer.status() != 200) {
                isAProblem(query.toString(), answer);
            } else {
                assertThat(answer.json().path("items").isArray()).isTrue();
            }
        }
    }
}

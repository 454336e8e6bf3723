package dev.sequences.insights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.json.Json;
import dev.sequences.contracts.Headers;
import dev.sequences.contracts.catalogue.EventTypes;
import dev.sequences.contracts.definition.GraphV1;
import dev.sequences.contracts.definition.NodeV1;
import dev.sequences.contracts.definition.PhoneConditionV1;
import dev.sequences.contracts.definition.SequenceActivatedV1;
import dev.sequences.contracts.definition.SequenceCreatedV1;
import dev.sequences.contracts.definition.SequenceDeletedV1;
import dev.sequences.contracts.definition.SequenceReassignedV1;
import dev.sequences.contracts.definition.SequenceRenamedV1;
import dev.sequences.insights.views.definitions.DefinitionsView;
import dev.sequences.insights.views.enrollments.EnrollmentsView;
import dev.sequences.testkit.infra.Await;
import dev.sequences.testkit.infra.Infrastructure;
import dev.sequences.testkit.infra.ServiceResource;
import dev.sequences.testkit.spec.Delivery;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class FunnelHttpTest {

    private static final String MANAGER = "sales-manager";

    @Inject
    EnrollmentsView enrollments;

    @Inject
    DefinitionsView definitions;

    @Inject
    InsightsUnderTest insights;

    @TestHTTPResource(value = "/health/ready", management = true)
    URL readiness;

    @BeforeEach
    void empty() throws Exception {
        insights.empty();
    }

    private static Delivery activated(String id, int version, long position) {
        GraphV1 graph = new GraphV1(
                "intro",
                List.of(
                        new NodeV1.Step("meet", "task", "Schedule a meeting", null, null, null, null),
                        new NodeV1.Step("intro", "email", "Introduction", null, null, null, "pause"),
                        new NodeV1.Wait("pause", null, null, "P3D", "call"),
                        new NodeV1.Step("call", "phone-call", "First call", null, null, null, "answered"),
                        answered()));
        return Delivery.of(
                id,
                position,
                new SequenceActivatedV1(
                        id,
                        version,
                        "Spring",
                        null,
                        "lead",
                        "anna",
                        null,
                        graph,
                        "record-owner",
                        null,
                        false,
                        List.of(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null));
    }

    private static NodeV1 answered() {
        return new NodeV1.PhoneCondition("answered", null, null, "meet", null, new PhoneConditionV1(List.of("made")));
    }

    private static List<String> keys(JsonNode funnel) {
        List<String> keys = new ArrayList<>();
        funnel.path("steps").forEach(step -> keys.add(step.path("key").asText()));
        return keys;
    }

    @Test
    void returnsStepsInGraphOrderWithoutConditions() throws Exception {
        insights.take(definitions, List.of(activated("s", 1, 1)));

        JsonNode funnel = insights.get("/insights/sequences/s", MANAGER).json();

        assertThat(keys(funnel)).containsExactly("intro", "pause", "call", "meet");
        assertThat(funnel.path("steps").get(0).path("name").asText()).isEqualTo("Introduction");
        assertThat(funnel.path("steps").get(1).path("type").asText()).isEqualTo("wait");
        assertThat(funnel.path("steps").get(0).path("dropOff").isNull()).isTrue();
        assertThat(funnel.path("averageDaysToComplete").isNull()).isTrue();
        assertThat(funnel.path("branches").isArray()).isTrue();
    }

    @Test
    void countsEnrollmentsReceivedBeforeTheirDefinition() throws Exception {
        insights.take(enrollments, Histories.of("s", 2, 30).mixed());
        JsonNode early =
                insights.get("/insights/sequences/s?version=1", MANAGER).json();
        assertThat(keys(early)).containsExactlyInAnyOrder("intro", "auto", "pause", "call", "meet");
        assertThat(early.path("name").isNull()).isTrue();

        insights.take(definitions, List.of(activated("s", 1, 1)));
        JsonNode late = insights.get("/insights/sequences/s?version=1", MANAGER).json();
        assertThat(keys(late)).containsExactly("intro", "pause", "call", "meet", "auto");
        assertThat(late.path("entered")).isEqualTo(early.path("entered"));
    }

    @Test
    void returnsTheNewestVersionUnlessAnotherIsRequested() throws Exception {
        insights.take(enrollments, Histories.of("s", 4, 50).mixed());
        insights.take(definitions, List.of(activated("s", 1, 1), activated("s", 2, 2), activated("s", 3, 3)));

        JsonNode newest = insights.get("/insights/sequences/s", MANAGER).json();
        JsonNode first =
                insights.get("/insights/sequences/s?version=1", MANAGER).json();
        JsonNode second =
                insights.get("/insights/sequences/s?version=2", MANAGER).json();
        JsonNode all =
                insights.get("/insights/sequences/s?version=all", MANAGER).json();

        assertThat(newest.path("version").asInt()).isEqualTo(3);
        assertThat(newest.path("entered").asLong()).isZero();
        assertThat(all.path("entered").asLong())
                .isEqualTo(
                        first.path("entered").asLong() + second.path("entered").asLong())
                .isEqualTo(50);
        JsonNode compared = insights.get("/insights/sequences/s/compare?versions=1,2", MANAGER)
                .json();
        assertThat(compared.path("versions").get(0)).isEqualTo(first);
        assertThat(compared.path("versions").get(1)).isEqualTo(second);
    }

    @Test
    void returnsFiguresAsOfAPastTime() throws Exception {
        insights.take(enrollments, Histories.of("s", 8, 80).mixed());

        JsonNode then = insights.get("/insights/sequences/s?version=all&asOf=2026-01-20T00:00:00Z", MANAGER)
                .json();
        JsonNode before = insights.get("/insights/sequences/s?version=all&asOf=2026-01-01", MANAGER)
                .json();

        assertThat(before.path("entered").asLong()).isZero();
        assertThat(insights.rows(
                        "select count(*), count(*) filter (where ended_at is null or ended_at > '2026-01-20T00:00Z')"
                                + " from enrollment_fact where enrolled_at <= '2026-01-20T00:00Z'"))
                .containsExactly(then.path("entered").asLong() + " "
                        + then.path("inProgress").asLong());
        for (JsonNode step : then.path("steps")) {
            assertThat(step.path("entered").asLong())
                    .isEqualTo(step.path("inProgress").asLong()
                            + step.path("completed").asLong()
                            + step.path("skipped").asLong()
                            + step.path("cancelled").asLong());
        }
    }

    @Test
    void listsAllSequencesByName() throws Exception {
        insights.take(
                definitions,
                List.of(
                        Delivery.of("b", 0, new SequenceCreatedV1("b", "Autumn", null, "lead", "anna", null)),
                        Delivery.of("c", 0, new SequenceCreatedV1("c", "Winter", null, "lead", "anna", null)),
                        Delivery.of("d", 0, new SequenceCreatedV1("d", "Deleted", null, "lead", "anna", null)),
                        Delivery.of("d", 1, new SequenceDeletedV1("d")),
                        Delivery.of("c", 1, new SequenceRenamedV1("c", "Deep winter", null)),
                        Delivery.of("c", 2, new SequenceReassignedV1("c", "team", "hunters", null)),
                        Delivery.of("c", 1, new SequenceReassignedV1("c", "user", "late", null)),
                        Delivery.of("c", 0, new SequenceCreatedV1("c", "Winter", null, "lead", "anna", null))));

        JsonNode first = insights.get("/insights/sequences?limit=1", MANAGER).json();
        JsonNode rest = insights.get(
                        "/insights/sequences?days=730&after="
                                + first.path("next").asText(),
                        MANAGER)
                .json();

        assertThat(first.path("items").get(0).path("name").asText()).isEqualTo("Autumn");
        assertThat(first.path("items").get(0).path("successRate").isNull()).isTrue();
        assertThat(first.path("items").get(0).path("trend").isNull()).isTrue();
        assertThat(rest.path("items")).hasSize(1);
        assertThat(rest.path("items").get(0).path("name").asText()).isEqualTo("Deep winter");
        assertThat(rest.path("items").get(0).path("owner").asText()).isEqualTo("hunters");
        assertThat(rest.path("next").isNull()).isTrue();
    }

    @Test
    void showsASalespersonTheirOwnFiguresOnly() throws Exception {
        insights.take(enrollments, Histories.of("s", 6, 40).mixed());

        JsonNode own = insights.send("GET", "/insights/sellers", "tomas", null, "salesperson")
                .json();
        JsonNode all = insights.get("/insights/sellers?sequenceId=s", MANAGER).json();

        assertThat(own.path("items")).hasSize(1);
        assertThat(own.path("items").get(0).path("seller").asText()).isEqualTo("tomas");
        assertThat(all.path("items")).hasSize(3).contains(own.path("items").get(0));
        for (String path : List.of(
                "/insights/sequences",
                "/insights/sequences/s",
                "/insights/sequences/s/compare?versions=1",
                "/insights/metrics",
                "/insights/export/steps.csv",
                "/insights/projections/enrollments/checksum")) {
            assertThat(insights.get(path, "salesperson").status()).as(path).isEqualTo(403);
            assertThat(insights.get(path).status()).as(path).isEqualTo(401);
        }
        assertThat(insights.send("POST", "/insights/rebuild", "x", "{\"projection\":\"enrollments\"}", MANAGER)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void refusesInvalidRequestsWithAReason() throws Exception {
        insights.take(definitions, List.of(activated("s", 1, 1)));
        Map<String, Integer> cases = Map.ofEntries(
                Map.entry("/insights/sequences/unknown", 404),
                Map.entry("/insights/sequences/s?version=9", 404),
                Map.entry("/insights/sequences/s?version=x", 400),
                Map.entry("/insights/sequences/s?version=-1", 400),
                Map.entry("/insights/sequences/s?from=yesterday", 400),
                Map.entry("/insights/sequences/s?from=2026-02-30", 400),
                Map.entry("/insights/sequences/s?from=2026-02-02&to=2026-02-01", 400),
                Map.entry("/insights/sequences/s/compare", 400),
                Map.entry("/insights/sequences/s/compare?versions=1,,2", 400),
                Map.entry("/insights/sequences/s/compare?versions=1,2", 404),
                Map.entry("/insights/sequences?days=31", 400),
                Map.entry("/insights/sequences?days=many", 400),
                Map.entry("/insights/sequences?limit=0", 400),
                Map.entry("/insights/sequences?after=%21", 400),
                Map.entry("/insights/export/passwords.csv", 404),
                Map.entry("/insights/export/steps.parquet", 422));
        for (var one : cases.entrySet()) {
            var reply = insights.get(one.getKey(), MANAGER);
            assertThat(reply.status()).as(one.getKey() + " " + reply.body()).isEqualTo(one.getValue());
            assertThat(reply.json().path("code").asText()).as(one.getKey()).isNotEmpty();
        }
    }

    @Test
    void registersEveryMetric() throws Exception {
        JsonNode items = insights.get("/insights/metrics", MANAGER).json().path("items");

        assertThat(items.size()).isGreaterThan(10);
        for (JsonNode metric : items) {
            for (String field : List.of("id", "name", "formula", "grain", "unit", "owner", "source")) {
                assertThat(metric.path(field).asText()).as(metric + " " + field).isNotEmpty();
            }
            String source = metric.path("source").asText();
            if (source.startsWith("analytics.")) {
                String[] parts = source.split("\\.");
                assertThat(insights.rows("select 1 from information_schema.columns where table_schema = 'analytics'"
                                + " and table_name = '" + parts[1] + "' and column_name = '" + parts[2] + "'"))
                        .as(source)
                        .hasSize(1);
            }
        }
    }

    /** A spreadsheet would evaluate such a name. */
    @Test
    void neutralizesFormulasInExportsUnlessRaw() throws Exception {
        String name = "=HYPERLINK(\"http://evil.example\";\"x\")";
        insights.take(
                definitions,
                List.of(
                        Delivery.of("f", 0, new SequenceCreatedV1("f", name, null, "lead", "+anna", null)),
                        Delivery.of("g", 0, new SequenceCreatedV1("g", "-7", null, "lead", "@ben", null))));
        String csv = insights.get("/insights/export/sequences.csv", MANAGER).body();
        assertThat(csv).contains("\"'=HYPERLINK(\"\"http://evil.example\"\";\"\"x\"\")\"", ",-7,", "'+anna", "'@ben");
        assertThat(insights.get("/insights/export/sequences.csv?raw=true", MANAGER)
                        .body())
                .isEqualTo(csv.replace("'=", "=").replace("'+", "+").replace("'@", "@"));
        assertThat(insights.get("/insights/export/sequences.csv?raw=1", MANAGER).status())
                .isEqualTo(400);
    }

    @Test
    void exportsEveryViewAndDocumentsEveryColumn() throws Exception {
        insights.take(enrollments, Histories.of("s", 6, 40).mixed());
        for (String view :
                insights.rows("select table_name from information_schema.views where table_schema = 'analytics'")) {
            var csv = insights.get("/insights/export/" + view + ".csv", MANAGER);
            assertThat(csv.status()).as(view).isEqualTo(200);
            assertThat(csv.response().headers().firstValue("Content-Type").orElse(""))
                    .startsWith("text/csv");
            assertThat(csv.body().lines().count() - 1)
                    .as(view)
                    .isEqualTo(Long.parseLong(insights.rows("select count(*) from analytics." + view)
                            .getFirst()));
        }
        assertThat(insights.rows("select c.relname, a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid"
                        + " where c.relnamespace = 'analytics'::regnamespace and a.attnum > 0"
                        + " and col_description(c.oid, a.attnum) is null"))
                .isEmpty();
    }

    @Test
    void countsEventsFromTheirTopics() throws Exception {
        Histories histories = Histories.of("topic-" + System.nanoTime(), 21, 50);
        List<Delivery> events = new ArrayList<>(histories.mixed());
        events.addAll(events.subList(0, 20));
        try (var producer = new KafkaProducer<byte[], byte[]>(
                Map.of("bootstrap.servers", Infrastructure.kafka()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            events.forEach(event -> producer.send(record(event)));
            producer.send(record(activated(histories.sequenceId, 1, 1)));
            producer.flush();
        }

        String path = "/insights/sequences/" + histories.sequenceId + "?version=all";
        long ended = histories.endReasons.values().stream()
                .mapToLong(Long::longValue)
                .sum();
        Await.until("all events and the name are visible", () -> {
            JsonNode funnel = insights.get(path, MANAGER).json();
            return funnel.path("entered").asLong() == 50
                    && funnel.path("inProgress").asLong() == 50 - ended
                    && funnel.path("name").isTextual();
        });

        JsonNode funnel = insights.get(path, MANAGER).json();
        assertThat(funnel.path("entered").asLong()).isEqualTo(50);
        assertThat(funnel.path("name").asText()).isEqualTo("Spring");
        assertThat(funnel.path("inProgress").asLong()).isEqualTo(50 - ended);
        assertThat(readiness.openConnection())
                .asInstanceOf(type(HttpURLConnection.class))
                .satisfies(health -> assertThat(health.getResponseCode()).isEqualTo(200));
    }

    private static ProducerRecord<byte[], byte[]> record(Delivery event) {
        var record = new ProducerRecord<>(
                event.topic(), event.key().getBytes(StandardCharsets.UTF_8), Json.bytes(event.fact()));
        Map.of(
                        Headers.ID, event.id(),
                        Headers.TYPE, EventTypes.of(event.fact()).name(),
                        Headers.TIME, event.time().toString(),
                        Headers.SEQUENCE, Headers.sequence(event.position()))
                .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }
}

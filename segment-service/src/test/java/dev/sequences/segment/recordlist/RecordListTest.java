package dev.sequences.segment.recordlist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sequences.chassis.http.Page;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.kafka.KafkaConnection;
import dev.sequences.chassis.security.Roles;
import dev.sequences.contracts.ContractEvent;
import dev.sequences.contracts.Headers;
import dev.sequences.contracts.Topics;
import dev.sequences.contracts.catalogue.EventTypes;
import dev.sequences.contracts.catalogue.Samples;
import dev.sequences.contracts.enrollment.EnrollmentEndedV1;
import dev.sequences.contracts.enrollment.RecordEnrolledV1;
import dev.sequences.language.condition.ConditionReader;
import dev.sequences.language.condition.EvaluationTime;
import dev.sequences.segment.ServiceUnderTest;
import dev.sequences.segment.ServiceUnderTest.Reply;
import dev.sequences.segment.recordlist.RecordList.Listed;
import dev.sequences.testkit.condition.ConditionCase;
import dev.sequences.testkit.condition.ConditionCase.CaseRecord;
import dev.sequences.testkit.condition.RandomConditions;
import dev.sequences.testkit.infra.Await;
import dev.sequences.testkit.infra.ServiceResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(
        value = ServiceResource.class,
        initArgs = @ResourceArg(name = "sequences.relay.enabled", value = "false"))
class RecordListTest {

    private static final Logger LOG = Logger.getLogger(RecordListTest.class);

    @Inject
    KafkaConnection kafka;

    @Inject
    ServiceUnderTest service;

    @Inject
    DataSource dataSource;

    @BeforeEach
    void empty() {
        service.empty();
    }

    private void put(String type, String id, String name, String owner, Map<String, Object> fields) {
        Map<String, Object> body = new HashMap<>(Map.of("ownerId", owner, "fields", fields));
        body.put("name", name);
        assertThat(service.send("PUT", "/records/" + type + "/" + id, body).status())
                .isEqualTo(201);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private JsonNode list(String query) {
        Reply reply = service.send("GET", "/records?" + query, null);
        assertThat(reply.status()).as(reply.response().body()).isEqualTo(200);
        return reply.json();
    }

    private List<String> ids(String query) {
        return list(query).path("items").findValuesAsText("recordId");
    }

    /** All ids, page by page. */
    private List<String> pages(String query, int limit) {
        List<String> ids = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = list(query + "&limit=" + limit + (after.isEmpty() ? "" : "&after=" + after));
            ids.addAll(page.path("items").findValuesAsText("recordId"));
            after = page.path("next").asText("");
            if (page.path("next").isNull()) {
                after = "";
            }
        } while (!after.isEmpty());
        return ids;
    }

    @Test
    void searchesNamesInAnyCaseAndNormalizationForm() {
        put("lead", "1", "Ren\u00e9 Dupont", "anna", Map.of());
        put("lead", "2", "Rene\u0301 Martin", "anna", Map.of());
        put("lead", "3", "\u039f\u0394\u039f\u03a3 Ltd", "anna", Map.of());
        put("lead", "4", null, "anna", Map.of());
        put("contact", "5", "Ren\u00e9", "anna", Map.of());
        assertThat(ids("recordType=lead&q=" + encoded("rene\u0301"))).containsExactly("1", "2");
        assertThat(ids("recordType=lead&q=" + encoded("REN\u00c9 M"))).containsExactly("2");
        assertThat(ids("recordType=lead&q=" + encoded("\u03bf\u03b4\u03bf\u03c2")))
                .containsExactly("3");
        assertThat(ids("recordType=lead&q=nobody")).isEmpty();
        assertThat(ids("q=" + encoded("ren\u00e9"))).containsExactly("5", "1", "2");
        assertThat(list("recordType=lead&q=dupont")
                        .path("items")
                        .path(0)
                        .path("name")
                        .asText())
                .isEqualTo("Ren\u00e9 Dupont");
    }

    @Test
    void findsRecordsByIds() {
        for (String id : List.of("a", "b", "c", "d%2Ce")) {
            put("lead", id, "Lead", "anna", Map.of());
        }
        assertThat(ids("recordType=lead&ids=c,a,unknown")).containsExactly("a", "c");
        assertThat(ids("recordType=lead&ids=d%2Ce&ids=a")).containsExactly("a", "d,e");
        assertThat(ids("recordType=lead&ids=")).isEmpty();
        String many =
                String.join(",", IntStream.range(0, 200).mapToObj(i -> "x" + i).toList());
        assertThat(ids("ids=" + many)).isEmpty();
        assertThat(service.send("GET", "/records?ids=" + many + ",one-more", null)
                        .code())
                .isEqualTo("too-many-ids");
    }

    @Test
    void sortsByNameFieldAndTimeAndContinuesWhereAPageEnds() {
        put("lead", "1", "\u00e4rger", "anna", Map.of("score", 10, "city", "Pune"));
        put("lead", "2", "Zoe", "anna", Map.of("score", "9", "city", "delhi"));
        put("lead", "3", "ada", "anna", Map.of("score", "unknown", "city", "Delhi"));
        put("lead", "4", "Ada", "anna", Map.of("score", new BigDecimal("9.5")));
        put("lead", "5", null, "anna", Map.of("score", " ", "city", 7));
        for (int limit : new int[] {1, 2, 50}) {
            assertThat(pages("recordType=lead", limit)).containsExactly("1", "2", "3", "4", "5");
            assertThat(pages("recordType=lead&sort=-recordId", limit)).containsExactly("5", "4", "3", "2", "1");
            assertThat(pages("recordType=lead&sort=name", limit))
                    .startsWith("5", "3", "4")
                    .hasSize(5);
            assertThat(pages("recordType=lead&sort=-name", limit))
                    .endsWith("4", "3", "5")
                    .hasSize(5);
            assertThat(pages("recordType=lead&sort=updatedAt", limit)).containsExactly("1", "2", "3", "4", "5");
            assertThat(pages("sort=-updatedAt", limit)).containsExactly("5", "4", "3", "2", "1");
            assertThat(pages("recordType=lead&sort=fields.score", limit)).containsExactly("2", "4", "1", "3", "5");
            assertThat(pages("recordType=lead&sort=fields.city", limit)).containsExactly("5", "2", "3", "1", "4");
            assertThat(pages("sort=-fields.score", limit)).containsExactly("5", "3", "1", "4", "2");
        }
    }

    @Test
    void filtersByConditions() {
        put("account", "A", "Acme", "anna", Map.of("tier", "gold"));
        put("lead", "1", "One", "anna", Map.of("city", "Mumbai", "accountId", "A"));
        put("lead", "2", "Two", "anna", Map.of("city", "mumbai", "score", 7));
        put("lead", "3", "Three", "anna", Map.of("city", "Pune"));
        assertThat(where("{\"field\": \"city\", \"op\": \"equals\", \"value\": \"MUMBAI\"}"))
                .containsExactly("1", "2");
        assertThat(where("{\"any\": [{\"field\": \"score\", \"op\": \"gt\", \"value\": 5},"
                        + " {\"field\": \"city\", \"op\": \"equals\", \"value\": \"Pune\"}]}"))
                .containsExactly("2", "3");
        assertThat(where("{\"related\": \"account\", \"all\": [{\"field\": \"tier\", \"op\": \"equals\", \"value\":"
                        + " \"Gold\"}]}"))
                .containsExactly("1");
        assertThat(where("{\"field\": \"name\", \"op\": \"begins-with\", \"value\": \"t\"}"))
                .containsExactly("2", "3");
        assertThat(where("{\"field\": \"score\", \"op\": \"no-data\"}")).containsExactly("1", "3");
        assertThat(pages("recordType=lead&conditions=" + encoded("{\"field\": \"city\", \"op\": \"has-data\"}"), 1))
                .containsExactly("1", "2", "3");
    }

    private List<String> where(String conditions) {
        return ids("recordType=lead&conditions=" + encoded(conditions));
    }

    /** The prefilter of the database never changes the answer. */
    @Test
    void agreesWithTheNaiveEvaluatorOfConditions() throws Exception {
        List<ConditionCase> cases = RandomConditions.cases(20260406, 300).toList();
        CaseRecord account = cases.stream()
                .map(ConditionCase::account)
                .filter(one -> one != null)
                .findFirst()
                .orElseThrow();
        put("account", "A1", account.name(), account.ownerId(), account.fields());
        service.update("update record set owner_type = '" + account.ownerType() + "'");
        List<CaseRecord> records = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            CaseRecord one = cases.get(i).record();
            String id = i == 0 ? "R1" : i == 1 ? "r1" : "x" + (100 + i);
            records.add(new CaseRecord(id, one.ownerType(), one.ownerId(), one.name(), one.fields()));
            put("lead", id, one.name(), one.ownerId(), one.fields());
            service.update("update record set owner_type = '" + one.ownerType() + "' where record_id = '" + id + "'");
        }
        CaseRecord stored =
                new CaseRecord("A1", account.ownerType(), account.ownerId(), account.name(), account.fields());
        int matches = 0;
        for (ConditionCase one : cases) {
            List<String> expected = records.stream()
                    .filter(record -> new ConditionCase(
                                    one.condition(),
                                    record,
                                    record.fields().containsKey("accountId") ? stored : null,
                                    one.now(),
                                    one.zone())
                            .holds())
                    .map(CaseRecord::recordId)
                    .toList();
            assertThat(listed(one)).as(one.toString()).containsExactlyInAnyOrderElementsOf(expected);
            matches += expected.size();
        }
        assertThat(matches).isBetween(1_000, 17_000);
    }

    private List<String> listed(ConditionCase one) throws Exception {
        RecordFilter filter = new RecordFilter(
                "lead",
                null,
                null,
                ConditionReader.read(one.condition(), "conditions").orThrow(),
                null,
                null);
        List<String> ids = new ArrayList<>();
        try (Connection connection = dataSource.getConnection()) {
            RecordList list = new RecordList(connection, filter, RecordSort.of(null));
            List<String> after = List.of();
            while (true) {
                Page<Listed> page = list.page(7, after, new EvaluationTime(one.now(), one.zone()));
                page.items().forEach(listed -> ids.add(listed.record().key().recordId()));
                if (page.next() == null) {
                    return ids;
                }
                after = Page.position(page.next(), list.parts());
            }
        }
    }

    private void send(String id, int position, ContractEvent event) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = kafka.producer("enrollment")) {
            ProducerRecord<byte[], byte[]> message =
                    new ProducerRecord<>(Topics.ENROLLMENTS, id.getBytes(StandardCharsets.UTF_8), Json.bytes(event));
            message.headers()
                    .add(Headers.ID, (id + position).getBytes(StandardCharsets.UTF_8))
                    .add(Headers.SOURCE, "/sequences/enrollment".getBytes(StandardCharsets.UTF_8))
                    .add(Headers.TYPE, EventTypes.nameOf(event.getClass()).getBytes(StandardCharsets.UTF_8))
                    .add(Headers.SEQUENCE, Headers.sequence(position).getBytes(StandardCharsets.UTF_8));
            producer.send(message).get();
        }
    }

    private static <T extends ContractEvent> T sample(Class<T> type, Map<String, String> values) throws Exception {
        try (InputStream sample = Samples.open(EventTypes.nameOf(type))) {
            var json = (ObjectNode) Json.MAPPER.readTree(sample);
            values.forEach(json::put);
            return Json.MAPPER.treeToValue(json, type);
        }
    }

    private void eventually(String query, String... expected) throws InterruptedException {
        long deadline = System.nanoTime() + Await.TIMEOUT.toNanos();
        while (!ids(query).equals(List.of(expected)) && System.nanoTime() < deadline) {
            Thread.sleep(50);
        }
        assertThat(ids(query)).containsExactly(expected);
    }

    @Test
    void leavesOutRecordsWithAnOpenEnrollmentInASequence() throws Exception {
        String sequence = UUID.randomUUID().toString();
        String enrollment = UUID.randomUUID().toString();
        put("lead", "1", "One", "anna", Map.of());
        put("lead", "2", "Two", "anna", Map.of());
        Map<String, String> values =
                Map.of("enrollmentId", enrollment, "sequenceId", sequence, "recordType", "lead", "recordId", "1");
        String query = "recordType=lead&withoutOpenEnrollmentIn=" + sequence;
        assertThat(ids(query)).containsExactly("1", "2");

        send(enrollment, 0, sample(RecordEnrolledV1.class, values));
        eventually(query, "2");
        assertThat(ids("recordType=lead&withoutOpenEnrollmentIn=another")).containsExactly("1", "2");

        send(enrollment, 5, sample(EnrollmentEndedV1.class, values));
        eventually(query, "1", "2");
    }

    @Test
    void showsSalespeopleTheirOwnRecords() {
        put("lead", "1", "One", "tomas", Map.of());
        put("lead", "2", "Two", "anna", Map.of());
        assertThat(service.as("tomas", Roles.SALESPERSON, "GET", "/records?recordType=lead", null)
                        .json()
                        .path("items")
                        .findValuesAsText("recordId"))
                .containsExactly("1");
        assertThat(service.as("tomas", Roles.SALESPERSON, "GET", "/records?ids=1,2", null)
                        .json()
                        .path("items"))
                .hasSize(1);
        assertThat(service.as(null, "", "GET", "/records", null).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "recordTyp=lead|400|parameter-unknown",
                "recordType=case|422|record-type-unknown",
                "limit=0|400|limit-out-of-range",
                "limit=201|400|limit-out-of-range",
                "sort=city|400|sort-unknown",
                "after=nonsense|400|cursor-unreadable",
                "conditions=city|400|not-json",
                "conditions=%5B%5D|400|not-json",
                "conditions=%7B%22field%22:%22city%22,%22op%22:%22resembles%22%7D|422|operator-unknown",
                "conditions=%7B%22field%22:%22a%22,%22op%22:%22equals%22,%22value%22:1e400%7D|422|number-out-of-range",
                "q=%00|400|value-not-storable"
            })
    void refusesInvalidParameters(String query, int status, String code) {
        Reply reply = service.send("GET", "/records?" + query, null);
        assertThat(reply.status() + " " + reply.code()).isEqualTo(status + " " + code);
    }

    @Test
    void refusesACursorOfAnotherOrder() {
        put("lead", "1", "One", "anna", Map.of());
        put("lead", "2", "Two", "anna", Map.of());
        String cursor = list("sort=name&limit=1").path("next").asText();
        assertThat(service.send("GET", "/records?sort=updatedAt&after=" + cursor, null)
                        .code())
                .isEqualTo("cursor-unreadable");
        assertThat(service.send("GET", "/records?sort=fields.a&after=" + cursor, null)
                        .code())
                .isEqualTo("cursor-unreadable");
    }

    /** 120 000 records; the limit is generous, since other tests share the machine. */
    @Test
    void isFastOnManyRecords() {
        service.update("insert into record (record_type, record_id, name, owner_type, owner_id, active, fields, origin,"
                + " actor, correlation_id, changed_at) select 'lead', 'L' || n, 'Lead ' || md5(n::text), 'user',"
                + " 'owner' || n % 50, true, jsonb_build_object('city', 'City ' || n % 1000, 'score', n % 100,"
                + " 'since', '2026-01-01', 'note', repeat('x', 200)), 'topic', 'test', 'c', now() + n * interval '1 ms'"
                + " from generate_series(1, 120000) n");
        service.update("analyze record");
        for (String query : List.of(
                "recordType=lead",
                "recordType=lead&sort=name",
                "recordType=lead&sort=-updatedAt",
                "recordType=lead&sort=fields.score",
                "recordType=lead&q=c4ca4",
                "recordType=lead&withoutOpenEnrollmentIn=s1",
                "recordType=lead&conditions="
                        + encoded("{\"field\": \"city\", \"op\": \"equals\", \"value\": \"City 7\"}"),
                "recordType=lead&conditions=" + encoded("{\"field\": \"score\", \"op\": \"gt\", \"value\": 98}"),
                "recordType=lead&conditions="
                        + encoded("{\"field\": \"city\", \"op\": \"ends-with\", \"value\": \"none\"}"))) {
            list(query);
            long begin = System.nanoTime();
            list(query);
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            LOG.infof("%d ms: %s", took.toMillis(), query);
            assertThat(took).as(query).isLessThan(Duration.ofSeconds(10));
        }
    }
}

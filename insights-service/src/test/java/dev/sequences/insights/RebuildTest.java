package dev.sequences.insights;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.contracts.definition.SequenceCreatedV1;
import dev.sequences.insights.views.definitions.DefinitionsView;
import dev.sequences.insights.views.enrollments.EnrollmentsView;
import dev.sequences.testkit.infra.Patience;
import dev.sequences.testkit.infra.ServiceResource;
import dev.sequences.testkit.spec.Delivery;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class RebuildTest {

    private static final String MANAGER = "sequence-manager";

    @Inject
    EnrollmentsView enrollments;

    @Inject
    DefinitionsView definitions;

    @Inject
    DataSource dataSource;

    @Inject
    Suite suite;

    @BeforeEach
    void empty() throws Exception {
        suite.empty();
    }

    @Test
    void rebuiltRowsAreTheSameByteForByte() throws Exception {
        deliver(Histories.of("s", 7, 400).mixed(), 97);
        JsonNode before = checksum("enrollments");

        rebuild("enrollments");

        assertThat(checksum("enrollments")).isEqualTo(before);
        assertThat(before.path("tables").get(0).path("rows").asLong()).isEqualTo(400);
    }

    @Test
    void whatComesInDuringARebuildIsInTheRebuiltRows() throws Exception {
        List<Delivery> events = Histories.of("s", 11, 2_500).mixed();
        int first = events.size() * 2 / 3;
        deliver(events.subList(0, first), 500);
        CompletableFuture<Void> live =
                CompletableFuture.runAsync(() -> deliver(events.subList(first, events.size()), 40));

        rebuild("enrollments");

        live.join();
        JsonNode mixed = checksum("enrollments");
        rebuild("enrollments");
        assertThat(checksum("enrollments")).isEqualTo(mixed);
        assertThat(suite.rows("select count(*) from enrollment_fact")).containsExactly("2500");
        assertThat(suite.rows("select entered from analytics.enrollment_funnel").stream()
                        .mapToLong(Long::parseLong)
                        .sum())
                .isEqualTo(2_500);
    }

    @Test
    void aDamagedProjectionIsWholeAgain() throws Exception {
        deliver(Histories.of("s", 3, 50).mixed(), 1_000);
        JsonNode before = checksum("enrollments");
        suite.rows("with gone as (delete from step_funnel returning 1) select count(*) from gone");
        assertThat(checksum("enrollments")).isNotEqualTo(before);

        rebuild("enrollments");

        assertThat(checksum("enrollments")).isEqualTo(before);
    }

    @Test
    void storageSettingsAndIndexesAreKept() throws Exception {
        String indexes = "select indexname from pg_indexes where schemaname = 'public' order by 1";
        String settings = "select reloptions::text from pg_class where oid = 'public.step_fact'::regclass";
        List<String> before = suite.rows(indexes);

        assertThat(suite.rows(settings)).containsExactly("{fillfactor=50}");
        rebuild("enrollments");

        assertThat(suite.rows(settings)).containsExactly("{fillfactor=50}");
        assertThat(suite.rows(indexes)).isEqualTo(before);
    }

    @Test
    void definitionsAreRebuiltToo() throws Exception {
        suite.take(
                definitions,
                List.of(
                        Delivery.of("d", 0, new SequenceCreatedV1("d", "Spring", null, "lead", "anna")),
                        Delivery.sample("e", 0, "sequences.definition.sequence-activated.v1")));
        JsonNode before = checksum("definitions");

        rebuild("definitions");

        assertThat(checksum("definitions")).isEqualTo(before);
        assertThat(suite.rows("select count(*) from sequence_node")).containsExactly("15");
    }

    @Test
    void anEmptyArchiveGivesEmptyTables() throws Exception {
        rebuild("enrollments");
        suite.take(enrollments, List.of(Histories.of("s", 1, 1).mixed().getFirst()));

        rebuild("enrollments");

        assertThat(suite.rows("select count(*) from enrollment_fact")).containsExactly("1");
    }

    @Test
    void aLongQueryDelaysARebuildAndNeverTheIntake() throws Exception {
        deliver(Histories.of("s", 5, 50).mixed(), 1_000);
        CompletableFuture<Void> rebuilt;
        try (Connection analyst = dataSource.getConnection();
                Statement query = analyst.createStatement()) {
            analyst.setAutoCommit(false);
            query.executeQuery("select count(*) from analytics.steps").close();
            rebuilt = CompletableFuture.runAsync(() -> {
                try {
                    rebuild("enrollments");
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            Thread.sleep(1_500);
            assertThat(rebuilt).isNotDone();
            long begin = System.nanoTime();
            deliver(Histories.of("t", 6, 20).mixed(), 1_000);
            assertThat(System.nanoTime() - begin).isLessThan(Patience.LONG.toNanos());
            analyst.rollback();
        }
        rebuilt.join();

        assertThat(suite.rows("select count(*) from enrollment_fact")).containsExactly("70");
    }

    @Test
    void anUnknownProjectionIsRefused() throws Exception {
        var answer = suite.send("POST", "/insights/rebuild", "anna", "{\"projection\": \"weather\"}", MANAGER);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("code").asText()).isEqualTo("projection-unknown");
        assertThat(answer.body()).contains("definitions, enrollments");
        assertThat(suite.send("POST", "/insights/rebuild", "anna", "{}", MANAGER)
                        .status())
                .isEqualTo(422);
        assertThat(suite.get("/insights/projections/weather/checksum", MANAGER).status())
                .isEqualTo(404);
    }

    private void deliver(List<Delivery> events, int batch) {
        for (int i = 0; i < events.size(); i += batch) {
            suite.take(enrollments, events.subList(i, Math.min(events.size(), i + batch)));
        }
    }

    private JsonNode checksum(String projection) throws Exception {
        var answer = suite.get("/insights/projections/" + projection + "/checksum", MANAGER);
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }

    private void rebuild(String projection) throws Exception {
        var answer =
                suite.send("POST", "/insights/rebuild", "anna", "{\"projection\": \"" + projection + "\"}", MANAGER);
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        String location = answer.response().headers().firstValue("Location").orElseThrow();
        long giveUpAt = System.nanoTime() + Patience.LONG.toNanos();
        while (System.nanoTime() < giveUpAt) {
            JsonNode job = suite.get(location.replaceFirst("^https?://[^/]+", ""), MANAGER)
                    .json();
            if (!job.path("status").asText().equals("running")) {
                assertThat(job.path("status").asText()).as(job.toString()).isEqualTo("succeeded");
                return;
            }
            Thread.sleep(20);
        }
        throw new AssertionError("the rebuild of " + projection + " does not end");
    }
}

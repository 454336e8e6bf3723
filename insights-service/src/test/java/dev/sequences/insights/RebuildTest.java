package dev.sequences.insights;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.contracts.definition.SequenceCreatedV1;
import dev.sequences.insights.rebuild.OutdatedProjections;
import dev.sequences.insights.views.definitions.DefinitionsView;
import dev.sequences.insights.views.enrollments.EnrollmentsView;
import dev.sequences.testkit.infra.Await;
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
    OutdatedProjections outdated;

    @Inject
    DataSource dataSource;

    @Inject
    InsightsUnderTest insights;

    @BeforeEach
    void empty() throws Exception {
        insights.empty();
    }

    @Test
    void rebuildsIdenticalRows() throws Exception {
        deliver(Histories.of("s", 7, 400).mixed(), 97);
        JsonNode before = checksum("enrollments");

        rebuild("enrollments");

        assertThat(checksum("enrollments")).isEqualTo(before);
        assertThat(before.path("tables").get(0).path("rows").asLong()).isEqualTo(400);
    }

    @Test
    void includesEventsReceivedDuringTheRebuild() throws Exception {
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
        assertThat(insights.rows("select count(*) from enrollment_fact")).containsExactly("2500");
        assertThat(insights.rows("select entered from analytics.enrollment_funnel").stream()
                        .mapToLong(Long::parseLong)
                        .sum())
                .isEqualTo(2_500);
    }

    @Test
    void repairsADamagedProjection() throws Exception {
        deliver(Histories.of("s", 3, 50).mixed(), 1_000);
        JsonNode before = checksum("enrollments");
        insights.rows("with deleted as (delete from step_funnel returning 1) select count(*) from deleted");
        assertThat(checksum("enrollments")).isNotEqualTo(before);

        rebuild("enrollments");

        assertThat(checksum("enrollments")).isEqualTo(before);
    }

    @Test
    void keepsStorageSettingsAndIndexes() throws Exception {
        String indexes = "select indexname from pg_indexes where schemaname = 'public' order by 1";
        String settings = "select reloptions::text from pg_class where oid = 'public.step_fact'::regclass";
        List<String> before = insights.rows(indexes);

        assertThat(insights.rows(settings)).containsExactly("{fillfactor=50}");
        rebuild("enrollments");

        assertThat(insights.rows(settings)).containsExactly("{fillfactor=50}");
        assertThat(insights.rows(indexes)).isEqualTo(before);
    }

    @Test
    void rebuildsDefinitions() throws Exception {
        insights.take(
                definitions,
                List.of(
                        Delivery.of("d", 0, new SequenceCreatedV1("d", "Spring", null, "lead", "anna", null)),
                        Delivery.sample("e", 0, "sequences.definition.sequence-activated.v1")));
        JsonNode before = checksum("definitions");

        rebuild("definitions");

        assertThat(checksum("definitions")).isEqualTo(before);
        assertThat(insights.rows("select count(*) from sequence_node")).containsExactly("15");
    }

    @Test
    void rebuildsFromAnEmptyArchive() throws Exception {
        rebuild("enrollments");
        insights.take(enrollments, List.of(Histories.of("s", 1, 1).mixed().getFirst()));

        rebuild("enrollments");

        assertThat(insights.rows("select count(*) from enrollment_fact")).containsExactly("1");
    }

    @Test
    void waitsForALongQueryWithoutDelayingTheIntake() throws Exception {
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
            assertThat(System.nanoTime() - begin).isLessThan(Await.TIMEOUT.toNanos());
            analyst.rollback();
        }
        rebuilt.join();

        assertThat(insights.rows("select count(*) from enrollment_fact")).containsExactly("70");
    }

    @Test
    void rebuildsAProjectionOfAnOlderRevisionAfterTheStart() throws Exception {
        deliver(Histories.of("s", 13, 80).mixed(), 1_000);
        JsonNode before = checksum("enrollments");
        insights.rows("update step_fact set closed_by = null, due_at = null returning 1");
        insights.rows("insert into projection_revision values ('enrollments', 1)"
                + " on conflict (projection) do update set revision = 1 returning 1");

        outdated.rebuildIfOutdated(enrollments);
        outdated.rebuildIfOutdated(enrollments);

        awaitRevision(enrollments.revision());
        assertThat(checksum("enrollments")).isEqualTo(before);
    }

    private void awaitRevision(int revision) throws Exception {
        long deadline = System.nanoTime() + Await.TIMEOUT.toNanos();
        String select = "select revision from projection_revision where projection = 'enrollments'";
        while (!insights.rows(select).equals(List.of(Integer.toString(revision)))) {
            assertThat(System.nanoTime()).as("time of the rebuild").isLessThan(deadline);
            Thread.sleep(20);
        }
    }

    @Test
    void refusesAnUnknownProjection() throws Exception {
        var reply = insights.send("POST", "/insights/rebuild", "anna", "{\"projection\": \"weather\"}", MANAGER);

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().path("code").asText()).isEqualTo("projection-unknown");
        assertThat(reply.body()).contains("definitions, enrollments");
        assertThat(insights.send("POST", "/insights/rebuild", "anna", "{}", MANAGER)
                        .status())
                .isEqualTo(422);
        assertThat(insights.get("/insights/projections/weather/checksum", MANAGER)
                        .status())
                .isEqualTo(404);
    }

    private void deliver(List<Delivery> events, int batch) {
        for (int i = 0; i < events.size(); i += batch) {
            insights.take(enrollments, events.subList(i, Math.min(events.size(), i + batch)));
        }
    }

    private JsonNode checksum(String projection) throws Exception {
        var reply = insights.get("/insights/projections/" + projection + "/checksum", MANAGER);
        assertThat(reply.status()).isEqualTo(200);
        return reply.json();
    }

    private void rebuild(String projection) throws Exception {
        var reply =
                insights.send("POST", "/insights/rebuild", "anna", "{\"projection\": \"" + projection + "\"}", MANAGER);
        assertThat(reply.status()).as(reply.body()).isEqualTo(202);
        String location = reply.response().headers().firstValue("Location").orElseThrow();
        long deadline = System.nanoTime() + Await.TIMEOUT.toNanos();
        while (System.nanoTime() < deadline) {
            JsonNode job = insights.get(location.replaceFirst("^https?://[^/]+", ""), MANAGER)
                    .json();
            if (!job.path("status").asText().equals("running")) {
                assertThat(job.path("status").asText()).as(job.toString()).isEqualTo("succeeded");
                return;
            }
            Thread.sleep(20);
        }
        throw new AssertionError("the rebuild of " + projection + " did not end in time");
    }
}

package dev.sequences.insights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sequences.insights.views.enrollments.EnrollmentsView;
import dev.sequences.testkit.infra.ServiceResource;
import dev.sequences.testkit.spec.Delivery;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** For random histories in random batches with duplicates, the counters equal the history and the facts. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class FunnelPropertyTest {

    @Inject
    EnrollmentsView view;

    @Inject
    InsightsUnderTest insights;

    @BeforeEach
    void empty() throws Exception {
        insights.empty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void countsWhatHappened(long seed) throws Exception {
        Histories histories = Histories.of("s" + seed, seed, 60);
        deliverInRandomBatches(histories.mixed(), new Random(seed));

        assertThat(insights.rows(
                        "select version || '/' || step_key, entered, in_progress, completed, skipped, cancelled"
                                + " from step_funnel order by 1"))
                .containsExactlyElementsOf(histories.steps.entrySet().stream()
                        .map(step -> step.getKey() + " "
                                + String.join(
                                        " ",
                                        Arrays.stream(step.getValue())
                                                .mapToObj(Long::toString)
                                                .toList()))
                        .toList());
        assertThat(insights.rows("select end_reason, sum(enrollments) from end_reason group by 1 order by 1"))
                .containsExactlyElementsOf(histories.endReasons.entrySet().stream()
                        .map(reason -> reason.getKey() + " " + reason.getValue())
                        .toList());
        assertThat(insights.rows("select version || '/' || step_key || '/' || branch, entered, in_progress, completed,"
                        + " disconnected from branch_funnel order by 1"))
                .containsExactlyElementsOf(histories.branches.entrySet().stream()
                        .map(branch -> branch.getKey() + " "
                                + String.join(
                                        " ",
                                        Arrays.stream(branch.getValue())
                                                .mapToObj(Long::toString)
                                                .toList()))
                        .toList());
        assertThat(insights.rows(
                        "select version || '/' || step_key || '/' || error_code, enrollments from enrollment_error"
                                + " where enrollments > 0 order by 1"))
                .containsExactlyElementsOf(histories.errors.entrySet().stream()
                        .map(error -> error.getKey() + " " + error.getValue())
                        .toList());
        assertStepsBalance();
        assertCountersEqualFacts();
        assertCountersEqualFactFigures(histories.sequenceId);
    }

    /** Delivers batches of random size, some with duplicates of old events out of order. */
    private void deliverInRandomBatches(List<Delivery> events, Random random) {
        int delivered = 0;
        while (delivered < events.size()) {
            int next = Math.min(events.size(), delivered + 1 + random.nextInt(80));
            List<Delivery> batch = new ArrayList<>(events.subList(delivered, next));
            if (delivered > 0 && random.nextInt(3) == 0) {
                List<Delivery> duplicates = new ArrayList<>();
                for (int i = 0; i < 20; i++) {
                    duplicates.add(events.get(random.nextInt(delivered)));
                }
                Collections.shuffle(duplicates, random);
                batch.addAll(random.nextInt(batch.size()), duplicates);
            }
            insights.take(view, batch);
            delivered = next;
        }
    }

    /** Domain rule T67. */
    private void assertStepsBalance() throws Exception {
        assertThat(insights.rows(
                        "select * from step_funnel where entered <> in_progress + completed + skipped + cancelled"
                                + " or least(entered, in_progress, completed, skipped, cancelled) < 0"))
                .isEmpty();
    }

    private void assertCountersEqualFacts() throws Exception {
        assertSame(
                "select sequence_id, version, step_key, step_type, name, entered, in_progress, completed, skipped, cancelled"
                        + " from step_funnel",
                "select sequence_id, version, step_key, step_type, name, count(*),"
                        + " count(*) filter (where status in ('open', 'waiting')),"
                        + " count(*) filter (where status = 'completed'), count(*) filter (where status = 'skipped'),"
                        + " count(*) filter (where status = 'cancelled') from step_fact group by 1, 2, 3, 4, 5");
        assertSame(
                "select sequence_id, version, step_key, action, occurrences from step_action",
                "select sequence_id, version, step_key, coalesce(call_result, wait_end), count(*) from step_fact"
                        + " where coalesce(call_result, wait_end) is not null group by 1, 2, 3, 4");
        assertSame(
                "select version, step_key, sum(occurrences) from step_time group by 1, 2",
                "select version, step_key, count(*) from step_fact where status = 'completed' group by 1, 2");
        assertSame(
                "select version, entered, in_progress, completed, disconnected, walked_through, walked_millis"
                        + " from enrollment_funnel",
                "select version, count(*), count(*) filter (where status = 'connected'),"
                        + " count(*) filter (where status = 'completed'), count(*) filter (where status = 'disconnected'),"
                        + " count(*) filter (where end_reason = 'sequence-completed'),"
                        + " coalesce(sum(floor(extract(epoch from ended_at - enrolled_at) * 1000))"
                        + " filter (where end_reason = 'sequence-completed'), 0)::bigint from enrollment_fact group by 1");
        assertSame(
                "select day, sum(entered), sum(completed), sum(disconnected) from enrollment_day group by 1",
                "select day, sum(e), sum(c), sum(d) from (select (enrolled_at at time zone 'UTC')::date as day, 1 as e, 0 as c,"
                        + " 0 as d from enrollment_fact union all select (ended_at at time zone 'UTC')::date, 0,"
                        + " (status = 'completed')::int, (status = 'disconnected')::int from enrollment_fact"
                        + " where ended_at is not null) x group by 1");
        assertSame(
                "select assignee, entered, in_progress, completed, skipped, cancelled, reassigned from seller_funnel"
                        + " where entered > 0",
                "select assignee, count(*), count(*) filter (where status = 'open'),"
                        + " count(*) filter (where status = 'completed'), count(*) filter (where status = 'skipped'),"
                        + " count(*) filter (where status = 'cancelled'), count(*) filter (where status = 'reassigned')"
                        + " from (select assignee, status from step_fact where step_type <> 'wait'"
                        + " and assignee_type <> 'system'"
                        + " union all select from_assignee, 'reassigned' from step_reassignment) s group by 1");
        assertSame(
                "select assignee, closed_by_them from seller_funnel where closed_by_them > 0",
                "select closed_by, count(*) from step_fact where closed_by is not null and step_type <> 'wait'"
                        + " and assignee_type <> 'system' group by 1");
        assertSame(
                "select version, step_key, branch, entered, in_progress, completed, disconnected, advanced"
                        + " from branch_funnel",
                "select version, step_key, branch, count(*), count(*) filter (where status = 'connected'),"
                        + " count(*) filter (where status = 'completed'), count(*) filter (where status = 'disconnected'),"
                        + " count(*) filter (where end_reason = 'advanced') from branch_fact group by 1, 2, 3");
    }

    private void assertSame(String counters, String facts) throws Exception {
        assertThat(insights.rows(counters)).isNotEmpty().containsExactlyInAnyOrderElementsOf(insights.rows(facts));
    }

    private void assertCountersEqualFactFigures(String sequenceId) throws Exception {
        var counted = insights.get("/insights/sequences/" + sequenceId + "?version=all", "system-administrator")
                .json();
        var folded = insights.get(
                        "/insights/sequences/" + sequenceId + "?version=all&from=2020-01-01&to=2030-01-01&asOf="
                                + Instant.now(),
                        "system-administrator")
                .json();
        assertThat(counted.path("branches")).isNotEmpty();
        for (String field :
                List.of("entered", "inProgress", "completed", "disconnected", "endReasons", "branches", "errors")) {
            assertThat(counted.path(field)).as(field).isEqualTo(folded.path(field));
        }
        assertThat(counted.path("steps")).hasSameSizeAs(folded.path("steps")).isNotEmpty();
        for (int i = 0; i < counted.path("steps").size(); i++) {
            var step = counted.path("steps").get(i);
            var exact = folded.path("steps").get(i);
            assertThat(step.path("percentileError")).isEqualTo(exact.path("percentileError"));
            for (String percentile : List.of("medianSeconds", "p90Seconds")) {
                assertThat(step.path(percentile).asDouble())
                        .as(percentile)
                        .isCloseTo(exact.path(percentile).asDouble(), within(1e-6));
            }
            for (String field :
                    List.of("key", "entered", "inProgress", "completed", "skipped", "cancelled", "actions")) {
                assertThat(step.path(field)).as(field).isEqualTo(exact.path(field));
            }
        }
    }
}

package dev.sequences.insights;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.contracts.Topics;
import dev.sequences.contracts.crm.RecordChangedV1;
import dev.sequences.contracts.enrollment.RecordEnrolledV1;
import dev.sequences.insights.views.enrollments.EnrollmentsView;
import dev.sequences.insights.views.outcomes.OutcomesView;
import dev.sequences.testkit.infra.ServiceResource;
import dev.sequences.testkit.spec.Delivery;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Domain rule T68: records that were converted after they were enrolled. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class SuccessRateTest {

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MICROS);

    @Inject
    EnrollmentsView enrollments;

    @Inject
    OutcomesView outcomes;

    @Inject
    InsightsUnderTest insights;

    private int position;

    @BeforeEach
    void empty() throws Exception {
        insights.empty();
        position = 0;
    }

    @Test
    void comparesThePeriodWithThePrecedingOne() throws Exception {
        for (int i = 0; i < 10; i++) {
            enrolled("lead", "new-" + i, 5);
            enrolled("lead", "old-" + i, 40);
        }
        for (int i = 0; i < 3; i++) {
            closed("lead", "new-" + i, i == 0 ? "Converted" : "qualified", 1);
        }
        for (int i = 0; i < 2; i++) {
            closed("lead", "old-" + i, "qualified", 35);
        }
        closed("lead", "new-5", "disqualified", 1);

        JsonNode figures = figures();
        assertThat(figures.path("successRate").asDouble()).isEqualTo(0.3);
        assertThat(figures.path("trend").asText()).isEqualTo("up");
    }

    @Test
    void countsARecordOnceAndOnlyConversionsAfterItsEnrollment() throws Exception {
        enrolled("opportunity", "twice", 20);
        enrolled("opportunity", "twice", 10);
        enrolled("opportunity", "before", 5);
        enrolled("opportunity", "lost", 5);
        enrolled("opportunity", "won", 5);
        closed("opportunity", "twice", "won", 1);
        closed("opportunity", "before", "won", 6);
        closed("opportunity", "lost", "lost", 1);
        closed("opportunity", "won", "won", 2);

        JsonNode figures = figures();
        assertThat(figures.path("successRate").asDouble()).isEqualTo(0.5);
        assertThat(figures.path("trend").isNull()).isTrue();
        assertThat(insights.rows("select record_id, closed_as, is_converted from analytics.record_outcomes order by 1"))
                .containsExactly("before won t", "lost lost f", "twice won t", "won won t");
    }

    @Test
    void forgetsTheOutcomeOfAReopenedRecordButNotThatOfADeletedOne() throws Exception {
        enrolled("lead", "a", 5);
        enrolled("lead", "b", 5);
        closed("lead", "a", "qualified", 2);
        closed("lead", "b", "qualified", 2);
        closed("lead", "b", "qualified", 1);
        assertThat(figures().path("successRate").asDouble()).isEqualTo(1.0);

        change("lead", "a", true, null, 1);
        insights.take(outcomes, List.of(Delivery.tombstone(Topics.CRM_RECORDS, "lead:b")));

        assertThat(figures().path("successRate").asDouble()).isEqualTo(0.5);
        assertThat(insights.rows("select record_id from record_outcome where closed_at = '" + ago(2) + "'"))
                .as("a change of a closed record keeps the time at which it was closed")
                .containsExactly("b");
    }

    @Test
    void hasNoRateForOtherRecordTypes() throws Exception {
        enrolled("contact", "c", 5);
        closed("contact", "c", "qualified", 1);

        assertThat(figures().path("successRate").isNull()).isTrue();
        assertThat(figures().path("trend").isNull()).isTrue();
    }

    private void enrolled(String type, String id, int daysAgo) {
        String enrollment = type + id + position++;
        List<Delivery> events = new ArrayList<>();
        events.add(Delivery.of(
                        enrollment,
                        0,
                        new RecordEnrolledV1(enrollment, "s", 1, type, id, "manual", null, "user", "amara"))
                .at(ago(daysAgo)));
        insights.take(enrollments, events);
    }

    private void closed(String type, String id, String closedAs, int daysAgo) {
        change(type, id, false, closedAs, daysAgo);
    }

    private void change(String type, String id, boolean active, @Nullable String closedAs, int daysAgo) {
        insights.take(
                outcomes,
                List.of(Delivery.of(
                                type + ":" + id,
                                position++,
                                new RecordChangedV1(type, id, "Name", "user", "amara", active, closedAs, Map.of()))
                        .at(ago(daysAgo))));
    }

    private static Instant ago(int days) {
        return NOW.minus(Duration.ofDays(days));
    }

    private JsonNode figures() throws Exception {
        JsonNode items = insights.get("/insights/sequences?days=30", "sales-manager")
                .json()
                .path("items");
        assertThat(items).hasSize(1);
        return items.get(0);
    }
}

package dev.sequences.acceptance.faults;

import static dev.sequences.acceptance.faults.CapturedRun.broken;
import static dev.sequences.acceptance.faults.CapturedRun.other;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Corrupted A/B test data. */
class AbTestChecksTest {

    @ParameterizedTest
    @ValueSource(strings = {"enrollment.ab_test", "enrollment.ab_test_message"})
    void findsAnyAlteredColumnOfATest(String table) {
        Set<String> unseen = new TreeSet<>();
        for (int number = 0; number < new CapturedRun().rows(table).size(); number++) {
            int row = number;
            new CapturedRun().rows(table).get(row).fieldNames().forEachRemaining(column -> {
                if (broken(run -> run.alter(
                                table,
                                row,
                                column,
                                altered(column, run.rows(table).get(row).path(column))))
                        .isEmpty()) {
                    unseen.add(column);
                }
            });
        }
        // No log contains the time of customer interactions.
        unseen.remove("engaged_at");
        assertThat(unseen).as("unchecked columns of %s", table).isEmpty();
    }

    private static JsonNode altered(String column, JsonNode value) {
        return column.endsWith("_at") ? JsonNodeFactory.instance.textNode("2026-01-01T00:00:00+00:00") : other(value);
    }

    @Test
    void findsAForgottenAbTest() {
        assertThat(broken(run -> run.rows("enrollment.timer")
                        .removeIf(timer -> timer.path("kind").asText().equals("ab-test"))))
                .containsExactly("O5 every A/B test is decided once and not early, or still has its timer");
        assertThat(broken(run -> run.rows("enrollment.ab_test_message").removeFirst()))
                .containsExactly("O4 every message of a running A/B test is counted exactly once");
    }
}

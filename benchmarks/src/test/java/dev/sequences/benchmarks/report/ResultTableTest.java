package dev.sequences.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.benchmarks.report.Figure.Promise;
import dev.sequences.benchmarks.report.Figure.RawLimit;
import org.junit.jupiter.api.Test;

class ResultTableTest {

    private final Results results = new Results();

    @Test
    void showsAFigureWithItsRawLimitAndTarget() {
        results.add(Figure.of("completions", "over HTTP", 1_234.4, "/s")
                .comparedWith(new RawLimit("commits/s", 2_468.8))
                .promised(Promise.atLeast(1_000, ">= 1,000/s")));

        assertThat(table().text())
                .contains("completions  over HTTP  1,234 /s  2,469 commits/s")
                .contains("0.50x  >= 1,000/s  met");
    }

    @Test
    void reportsAMissedTarget() {
        results.add(Figure.of("timers", "all fired", 61, "s").promised(Promise.atMost(60, "<= 60 s")));

        assertThat(table().text()).contains("MISSED");
    }

    @Test
    void reportsAMissingFigureAsAMissedTarget() {
        results.add(Figure.of("timers", "all fired", Double.NaN, "s").promised(Promise.atMost(60, "<= 60 s")));

        assertThat(table().text()).contains("- s").contains("MISSED");
        assertThat(table().json()).contains("\"value\" : null");
    }

    @Test
    void endsEveryFormatWithTheFailures() {
        results.fail("recovery", "worklist did not come back");

        assertThat(table().text()).contains("FAILED  recovery: worklist did not come back");
        assertThat(table().markdown()).contains("**failed** recovery");
        assertThat(table().json()).contains("worklist did not come back");
    }

    private ResultTable table() {
        return new ResultTable(results);
    }
}

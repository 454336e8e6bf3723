package dev.sequences.acceptance.faults;

import static dev.sequences.acceptance.faults.CapturedRun.broken;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Corrupted versions and times of the copies of records; for single columns see {@link ViewChecksTest}. */
class RecordChecksTest {

    private static final String FROM = "O4 every copy of a record has the version and the times of its messages";
    private static final String LATEST = "O4 every copy of the CRM's records is the latest state on the topic";

    @ParameterizedTest
    @CsvSource({
        "segment.record, created_at, 2020-01-01T00:00:00+00:00",
        "segment.record, created_at, 2099-01-01T00:00:00+00:00",
        "segment.record, changed_at, 2020-01-01T00:00:00+00:00",
        "enrollment.record, changed_at, 2020-01-01T00:00:00+00:00",
        "enrollment.record, changed_at, 2099-01-01T00:00:00+00:00"
    })
    void findsATimeBeforeTheMessageOrInTheFuture(String table, String column, String time) {
        assertThat(broken(run -> run.alter(table, ofOrigin(run, table, "intake"), column, TextNode.valueOf(time))))
                .containsExactly(FROM);
    }

    /** Facts that are derived from it would wait for a version that never comes, or for none. */
    @ParameterizedTest
    @ValueSource(strings = {"worklist.record_card", "enrollment.record"})
    void findsAVersionOfAnotherState(String table) {
        assertThat(broken(run -> run.alter(
                        table,
                        0,
                        "version",
                        TextNode.valueOf(run.rows(table).get(0).path("version").asText() + "0"))))
                .containsExactly(LATEST);
    }

    @Test
    void findsARowOfAnotherMessageOfTheTopic() {
        assertThat(broken(run -> run.alter(
                        "segment.record",
                        ofOrigin(run, "segment.record", "topic"),
                        "topic_version",
                        TextNode.valueOf("0@123456"))))
                .containsExactly(FROM);
    }

    @Test
    void findsAnOwnRecordWithAnotherVersionThanItsMessage() {
        assertThat(broken(run -> {
                    int row = ofOrigin(run, "segment.record", "intake");
                    run.alter(
                            "segment.record",
                            row,
                            "version",
                            CapturedRun.other(
                                    run.rows("segment.record").get(row).path("version")));
                }))
                .contains("O3 every record received here is on the CRM's topic in its current state", FROM);
    }

    private static int ofOrigin(CapturedRun run, String table, String origin) {
        List<JsonNode> rows = run.rows(table);
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).path("origin").asText(origin).equals(origin)) {
                return i;
            }
        }
        throw new AssertionError("no row of " + origin);
    }
}

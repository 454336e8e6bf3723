package dev.sequences.acceptance.faults;

import static dev.sequences.acceptance.faults.CapturedRun.broken;
import static dev.sequences.acceptance.faults.CapturedRun.other;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Damage to the rows of views and of copies, column by column and row by row. */
class ViewChecksTest {

    /**
     * Columns that no event tells: who did it stands in the metadata of the log, what is searched in the words of steps is cut by the
     * database itself, and the rest is the service's own bookkeeping.
     */
    private static final Set<String> NOT_COMPARED = Set.of(
            "designer.sequence_catalogue changed_by",
            "designer.sequence_version author",
            "designer.sequence_search step_words",
            "designer.message_template changed_by",
            "designer.message_template placeholders",
            "designer.holiday_calendar changed_by",
            "worklist.sequence_name sequence",
            "segment.segment created_by",
            "segment.membership joined_at",
            // Of one that has left; while it is a member it counts, as a test of its own tells.
            "segment.membership rule_version");

    /** What a copy of a record keeps for itself. */
    private static final Set<String> OF_COPIES = Set.of(
            "segment.record actor",
            "segment.record changed_at",
            "segment.record closed_as",
            "segment.record correlation_id",
            "segment.record origin",
            "worklist.record_card score",
            "worklist.record_card sequence",
            "enrollment.record fields",
            "enrollment.record key");

    static Stream<String> views() {
        return Stream.concat(
                ViewChecks.tables().stream(), Stream.of("segment.record", "worklist.record_card", "enrollment.record"));
    }

    @ParameterizedTest
    @MethodSource("views")
    void findsAnyAlteredColumnOfAnyView(String table) {
        int rows = new CapturedRun().rows(table).size();
        assertThat(rows).as("rows of %s", table).isPositive();
        boolean copy = table.contains("record");
        Set<String> unseen = new TreeSet<>();
        for (int number = 0; number < rows; number++) {
            int row = number;
            if (isEmptyCounter(new CapturedRun().rows(table).get(row))) {
                // A counter from which everything has moved away: it may be there or not.
                continue;
            }
            new CapturedRun().rows(table).get(row).fieldNames().forEachRemaining(column -> {
                if (broken(run -> run.alter(
                                table,
                                row,
                                column,
                                other(run.rows(table).get(row).path(column))))
                        .isEmpty()) {
                    unseen.add(table + " " + column);
                }
            });
        }
        if (copy) {
            unseen.removeAll(OF_COPIES);
        }
        unseen.removeAll(NOT_COMPARED);
        assertThat(unseen).as("columns of %s that may say anything", table).isEmpty();
    }

    private static boolean isEmptyCounter(JsonNode row) {
        return row.path("entered").asInt(1) == 0 || row.path("enrollments").asInt(1) == 0;
    }

    @ParameterizedTest
    @MethodSource("views")
    void findsAnyMissingRowAndOneTooMany(String table) {
        for (int number = 0; number < new CapturedRun().rows(table).size(); number++) {
            int row = number;
            if (isEmptyCounter(new CapturedRun().rows(table).get(row))) {
                // A counter from which everything has moved away: it may be there or not.
                continue;
            }
            assertThat(broken(run -> run.rows(table).remove(row)))
                    .as("without row %d of %s", row, table)
                    .isNotEmpty();
            assertThat(broken(run -> run.rows(table).add(run.rows(table).get(row))))
                    .as("row %d of %s twice", row, table)
                    .isNotEmpty();
        }
    }

    @Test
    void findsAMemberByAnotherVersionOfTheRule() {
        List<JsonNode> members = new CapturedRun().rows("segment.membership");
        assertThat(broken(run -> {
                    for (int i = 0; i < members.size(); i++) {
                        if (!members.get(i).path("segment_id").isNull()) {
                            run.alter("segment.membership", i, "rule_version", JsonNodeFactory.instance.numberNode(77));
                        }
                    }
                }))
                .containsExactly("O4 the memberships are the fold of their log");
    }

    @Test
    void findsADroppedTable() {
        assertThat(broken(run -> run.rows("insights.step_fact").clear()))
                .contains("O4 insights: steps are the fold of the topic");
    }

    @Test
    void findsAGapInTheArchive() {
        assertThat(broken(run -> run.rows("insights.event_archive").removeFirst()))
                .containsExactly("O4 insights: the archive has every event of its topics once");
        assertThat(broken(run -> run.rows("insights.event_archive")
                        .add(run.rows("insights.event_archive").getFirst())))
                .containsExactly("O4 insights: the archive has every event of its topics once");
    }
}

package dev.sequences.acceptance.faults;

import static dev.sequences.acceptance.faults.CapturedRun.broken;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Corrupted decisions about owners; for single columns see {@link ViewChecksTest}. */
class AssignmentChecksTest {

    private static final String LISTED = "O4 the history of assignments has every decision once";
    private static final String MEMBERSHIPS = "O4 the memberships are the fold of their log";

    @ParameterizedTest
    @ValueSource(strings = {"previous_assignee_id", "previous_assignee_type"})
    void findsAnotherPreviousOwner(String column) {
        assertThat(broken(run -> run.alter("segment.assignment", assigned(run), column, TextNode.valueOf("another"))))
                .containsExactly(LISTED);
    }

    @Test
    void findsAnotherLastDecision() {
        assertThat(broken(
                        run -> run.alter("segment.record_assignment", 0, "assignment_id", TextNode.valueOf("another"))))
                .containsExactly(LISTED);
    }

    /** Such a member would never get an owner. */
    @Test
    void findsAMemberThatCountsAsDecidedWithoutADecision() {
        assertThat(broken(run -> {
                    List<JsonNode> members = run.rows("segment.membership");
                    for (int i = 0; i < members.size(); i++) {
                        if (!members.get(i).path("segment_id").isNull()
                                && !members.get(i).path("assignment_decided").asBoolean()) {
                            run.alter(
                                    "segment.membership",
                                    i,
                                    "assignment_decided",
                                    JsonNodeFactory.instance.booleanNode(true));
                            return;
                        }
                    }
                    throw new AssertionError("every member is decided");
                }))
                .containsExactly(MEMBERSHIPS);
    }

    private static int assigned(CapturedRun run) {
        List<JsonNode> rows = run.rows("segment.assignment");
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).path("reason").isNull()) {
                return i;
            }
        }
        throw new AssertionError("no record was assigned");
    }
}

package dev.sequences.acceptance.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** O4: every projection is the fold of the log. */
final class ViewChecks {

    private ViewChecks() {}

    static Verdict workList(Evidence evidence) {
        return same(
                evidence,
                "O4 the work list is the fold of its log",
                "worklist.work_item",
                row -> row.path("id").asText(),
                Fold.workItems(evidence));
    }

    static Verdict enrollments(Evidence evidence) {
        Fold.Rows expected = Fold.enrollments(evidence);
        Verdict verdict = new Verdict("O4 the list of enrollments is the fold of its log");
        Map<String, JsonNode> actual = index(evidence, "enrollment.enrollment", row -> row.path("enrollment_id")
                .asText());
        compareKeys(verdict, expected, actual);
        expected.asMap().forEach((id, columns) -> {
            JsonNode row = actual.get(id);
            if (row == null) {
                return;
            }
            boolean ended = !row.path("status").asText().equals("connected");
            if (ended != "true".equals(columns.get("ended"))) {
                verdict.violated("%s: the log says ended=%s, the view says %s", id, !ended, row.path("status"));
            }
            columns.forEach((column, value) -> {
                if (!column.equals("ended")) {
                    compareColumn(verdict, id, column, value, row);
                }
            });
        });
        return verdict;
    }

    static Verdict sequences(Evidence evidence) {
        return same(
                evidence,
                "O4 the catalogue of sequences is the fold of its log",
                "designer.sequence_catalogue",
                row -> row.path("id").asText(),
                Fold.sequences(evidence));
    }

    static Verdict memberships(Evidence evidence) {
        return same(
                evidence,
                "O4 the memberships are what the topic tells",
                "segment.membership",
                row -> row.path("record_type").asText() + ":"
                        + row.path("record_id").asText(),
                Fold.memberships(evidence));
    }

    static Verdict enrollmentFacts(Evidence evidence) {
        return same(
                evidence,
                "O4 insights: enrollments are the fold of the topic",
                "insights.enrollment_fact",
                row -> row.path("enrollment_id").asText(),
                Fold.enrollmentFacts(evidence));
    }

    static Verdict stepFacts(Evidence evidence) {
        return same(
                evidence,
                "O4 insights: steps are the fold of the topic",
                "insights.step_fact",
                row -> row.path("step_id").asText(),
                Fold.stepFacts(evidence));
    }

    static Verdict stepFunnel(Evidence evidence) {
        return same(
                evidence,
                "O4 insights: the step funnel counts the facts",
                "insights.step_funnel",
                row -> joined(row, "sequence_id", "version", "step_key"),
                Fold.stepFunnel(evidence));
    }

    static Verdict enrollmentFunnel(Evidence evidence) {
        return same(
                evidence,
                "O4 insights: the enrollment funnel counts the facts",
                "insights.enrollment_funnel",
                row -> joined(row, "sequence_id", "version"),
                Fold.enrollmentFunnel(evidence));
    }

    /** Every copy of the CRM's records: where they came in, and where they are looked up. */
    static Verdict records(Evidence evidence) {
        Verdict verdict = new Verdict("O4 every copy of the CRM's records is what the topic has last");
        Fold.Rows expected = Fold.records(evidence);
        Function<JsonNode, String> typeAndId = row ->
                row.path("record_type").asText() + ":" + row.path("record_id").asText();
        copy(verdict, evidence, expected, "segment.record", typeAndId);
        copy(verdict, evidence, expected, "worklist.record_card", typeAndId);
        copy(verdict, evidence, expected, "enrollment.record", typeAndId);
        return verdict;
    }

    private static void copy(
            Verdict verdict, Evidence evidence, Fold.Rows expected, String table, Function<JsonNode, String> key) {
        Map<String, JsonNode> actual = index(evidence, table, key);
        expected.asMap().forEach((id, columns) -> {
            verdict.compared(1);
            JsonNode row = actual.get(id);
            if (row == null) {
                verdict.violated("%s lacks %s", table, id);
            } else {
                columns.forEach((column, value) -> compareColumn(verdict, table + " " + id, column, value, row));
            }
        });
    }

    private static Verdict same(
            Evidence evidence, String property, String table, Function<JsonNode, String> key, Fold.Rows expected) {
        Verdict verdict = new Verdict(property);
        Map<String, JsonNode> actual = index(evidence, table, key);
        compareKeys(verdict, expected, actual);
        expected.asMap().forEach((id, columns) -> {
            JsonNode row = actual.get(id);
            if (row != null) {
                columns.forEach((column, value) -> compareColumn(verdict, id, column, value, row));
            }
        });
        return verdict;
    }

    private static void compareKeys(Verdict verdict, Fold.Rows expected, Map<String, JsonNode> actual) {
        verdict.compared(expected.asMap().size());
        expected.asMap().keySet().stream()
                .filter(id -> !actual.containsKey(id))
                .forEach(id -> verdict.violated("%s is in the log and not in the view", id));
        actual.forEach((id, row) -> {
            // A counter whose facts have all moved away may stay as a row of zeros.
            if (!expected.asMap().containsKey(id)
                    && !row.path("entered").asText("1").equals("0")) {
                verdict.violated("%s is in the view and not in the log", id);
            }
        });
    }

    private static void compareColumn(Verdict verdict, String id, String column, String value, JsonNode row) {
        JsonNode cell = row.path(column);
        String shown = cell.isNull() || cell.isMissingNode() ? "" : cell.asText();
        if (!shown.equals(value) && !sameMoment(shown, value)) {
            verdict.violated("%s: %s is '%s' by the log and '%s' in the view", id, column, value, shown);
        }
    }

    private static boolean sameMoment(String one, String other) {
        try {
            return OffsetDateTime.parse(one)
                    .toInstant()
                    .equals(OffsetDateTime.parse(other).toInstant());
        } catch (DateTimeParseException noMoments) {
            return false;
        }
    }

    private static Map<String, JsonNode> index(Evidence evidence, String table, Function<JsonNode, String> key) {
        Map<String, JsonNode> index = new HashMap<>();
        evidence.rows(table).forEach(row -> index.put(key.apply(row), row));
        return index;
    }

    private static String joined(JsonNode row, String... columns) {
        return Stream.of(columns).map(column -> row.path(column).asText()).collect(Collectors.joining(" "));
    }
}

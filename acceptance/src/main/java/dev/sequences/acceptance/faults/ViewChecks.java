package dev.sequences.acceptance.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** O4: every view equals the fold of the log, row by row and column by column. */
final class ViewChecks {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A counter without remaining events may be a row of zeros. */
    private static final List<String> FIGURES = List.of(
            "entered",
            "in_progress",
            "completed",
            "skipped",
            "cancelled",
            "disconnected",
            "occurrences",
            "enrollments");

    /** A view: its table, key columns and expected rows. */
    private record View(String property, String table, List<String> key, Function<Evidence, Rows> fold) {}

    private static final List<View> VIEWS = List.of(
            new View(
                    "O4 the catalogue of sequences is the fold of its log",
                    "designer.sequence_catalogue",
                    List.of("id"),
                    DesignerFold::catalogue),
            new View(
                    "O4 the versions of sequences are the fold of their log",
                    "designer.sequence_version",
                    List.of("sequence_id", "number"),
                    DesignerFold::versions),
            new View(
                    "O4 the search of sequences is the fold of its log",
                    "designer.sequence_search",
                    List.of("id"),
                    DesignerFold::search),
            new View("O4 the tags are the fold of their log", "designer.tag", List.of("id"), DesignerFold::tags),
            new View(
                    "O4 the message templates are the fold of their log",
                    "designer.message_template",
                    List.of("id"),
                    DesignerFold::messageTemplates),
            new View(
                    "O4 the holiday calendars are the fold of their log",
                    "designer.holiday_calendar",
                    List.of("id"),
                    DesignerFold::holidayCalendars),
            new View(
                    "O4 the list of enrollments is the fold of its log",
                    "enrollment.enrollment",
                    List.of("enrollment_id"),
                    EnrollmentFold::enrollments),
            new View(
                    "O4 enrollments know sequences as on the topic",
                    "enrollment.sequence_state",
                    List.of("sequence_id"),
                    Fold::sequenceStates),
            new View(
                    "O4 enrollments have the latest holidays of the topic",
                    "enrollment.holiday_calendar",
                    List.of("id"),
                    CalendarFold::holidays),
            new View(
                    "O4 enrollments have the latest working hours of sellers on the topic",
                    "enrollment.seller_calendar",
                    List.of("seller_id"),
                    CalendarFold::sellers),
            new View(
                    "O4 the work list is the fold of its log",
                    "worklist.work_item",
                    List.of("id"),
                    WorkItemFold::workItems),
            new View(
                    "O4 the work list names sequences as the topic does",
                    "worklist.sequence_name",
                    List.of("sequence_id"),
                    Fold::sequenceNames),
            new View("O4 the segments are the fold of their log", "segment.segment", List.of("id"), Fold::segments),
            new View(
                    "O4 the memberships are the fold of their log",
                    "segment.membership",
                    List.of("record_type:record_id"),
                    Fold::memberships),
            new View(
                    "O4 insights: enrollments are the fold of the topic",
                    "insights.enrollment_fact",
                    List.of("enrollment_id"),
                    InsightsEnrollmentFold::enrollmentFacts),
            new View(
                    "O4 insights: steps are the fold of the topic",
                    "insights.step_fact",
                    List.of("step_id"),
                    InsightsStepFold::stepFacts),
            new View(
                    "O4 insights: the step funnel matches the events",
                    "insights.step_funnel",
                    List.of("sequence_id", "version", "step_key"),
                    InsightsStepFold::stepFunnel),
            new View(
                    "O4 insights: the actions on steps match the events",
                    "insights.step_action",
                    List.of("sequence_id", "version", "step_key", "action"),
                    InsightsStepFold::stepActions),
            new View(
                    "O4 insights: the times of steps match the events",
                    "insights.step_time",
                    List.of("sequence_id", "version", "step_key", "bucket"),
                    InsightsStepFold::stepTimes),
            new View(
                    "O4 insights: branches are the fold of the topic",
                    "insights.branch_fact",
                    List.of("step_id"),
                    InsightsBranchFold::branchFacts),
            new View(
                    "O4 insights: the branch funnel matches the events",
                    "insights.branch_funnel",
                    List.of("sequence_id", "version", "step_key", "branch"),
                    InsightsBranchFold::branchFunnel),
            new View(
                    "O4 insights: the errors match the events",
                    "insights.enrollment_error",
                    List.of("sequence_id", "version", "step_key", "error_code"),
                    InsightsEnrollmentFold::errors),
            new View(
                    "O4 insights: the enrollment funnel matches the events",
                    "insights.enrollment_funnel",
                    List.of("sequence_id", "version"),
                    InsightsEnrollmentFold::enrollmentFunnel),
            new View(
                    "O4 insights: the reasons of ends match the events",
                    "insights.end_reason",
                    List.of("sequence_id", "version", "end_reason"),
                    InsightsEnrollmentFold::endReasons),
            new View(
                    "O4 insights: the days match the events",
                    "insights.enrollment_day",
                    List.of("sequence_id", "version", "day"),
                    InsightsEnrollmentFold::days),
            new View(
                    "O4 insights: the sellers' figures match the events",
                    "insights.seller_funnel",
                    List.of("assignee_type", "assignee", "sequence_id"),
                    InsightsStepFold::sellerFunnel),
            new View(
                    "O4 insights: sequences are the fold of the topic",
                    "insights.sequence_definition",
                    List.of("sequence_id"),
                    InsightsDefinitionFold::definitions),
            new View(
                    "O4 insights: versions are the fold of the topic",
                    "insights.sequence_version",
                    List.of("sequence_id", "version"),
                    InsightsDefinitionFold::versions),
            new View(
                    "O4 insights: nodes are the fold of the topic",
                    "insights.sequence_node",
                    List.of("sequence_id", "version", "node_key"),
                    InsightsDefinitionFold::nodes));

    private ViewChecks() {}

    static List<Verdict> all(Evidence evidence) {
        List<Verdict> verdicts = new ArrayList<>();
        VIEWS.forEach(view -> verdicts.add(same(view, evidence)));
        verdicts.add(records(evidence));
        return verdicts;
    }

    /** Tables that are compared completely. */
    static List<String> tables() {
        return VIEWS.stream().map(View::table).toList();
    }

    /** Every copy of the CRM's records, in the intake and in the services that use them. */
    private static Verdict records(Evidence evidence) {
        Verdict verdict = new Verdict("O4 every copy of the CRM's records is the latest state on the topic");
        Rows expected = Fold.records(evidence);
        copy(verdict, evidence, expected, "segment.record");
        copy(verdict, evidence, expected, "worklist.record_card");
        Rows owners = Fold.records(evidence);
        owners.asMap().values().forEach(row -> row.keySet().removeAll(List.of("name", "fields")));
        copy(verdict, evidence, owners, "enrollment.record");
        return verdict;
    }

    private static void copy(Verdict verdict, Evidence evidence, Rows expected, String table) {
        Map<String, JsonNode> actual = index(evidence, table, List.of("record_type:record_id"));
        noKeyTwice(verdict, evidence, table, actual);
        actual.values().removeIf(row -> row.path("deleted").asBoolean(false));
        expected.asMap().forEach((id, columns) -> {
            verdict.compared(1);
            JsonNode row = actual.get(id);
            if (row == null) {
                verdict.violated("%s lacks %s", table, id);
            } else {
                columns.forEach((column, value) -> compareColumn(verdict, table + " " + id, column, value, row));
            }
        });
        actual.keySet().stream()
                .filter(id -> !expected.has(id))
                .forEach(id -> verdict.violated("%s has %s, which is not on the topic", table, id));
    }

    private static Verdict same(View view, Evidence evidence) {
        Verdict verdict = new Verdict(view.property());
        Rows expected = view.fold().apply(evidence);
        Map<String, JsonNode> actual = index(evidence, view.table(), view.key());
        expected.unexplained()
                .forEach(event -> verdict.violated("the fold of %s does not know the event %s", view.table(), event));
        noKeyTwice(verdict, evidence, view.table(), actual);
        verdict.compared(expected.asMap().size());
        expected.asMap().forEach((id, columns) -> {
            JsonNode row = actual.get(id);
            if (row == null) {
                verdict.violated("%s is in the log but not in the view", id);
            } else {
                columns.forEach((column, value) -> compareColumn(verdict, id, column, value, row));
            }
        });
        actual.forEach((id, row) -> {
            if (!expected.has(id) && !isEmptyCounter(row)) {
                verdict.violated("%s is in the view but not in the log", id);
            }
        });
        return verdict;
    }

    private static void noKeyTwice(Verdict verdict, Evidence evidence, String table, Map<String, JsonNode> actual) {
        if (actual.size() != evidence.rows(table).size()) {
            verdict.violated("%s has a duplicate key", table);
        }
    }

    private static boolean isEmptyCounter(JsonNode row) {
        return FIGURES.stream().anyMatch(row::has)
                && FIGURES.stream().allMatch(figure -> row.path(figure).asLong(0) == 0);
    }

    private static void compareColumn(Verdict verdict, String id, String column, String value, JsonNode row) {
        if (!row.has(name(column))) {
            verdict.violated("%s: the view has no column %s", id, name(column));
            return;
        }
        JsonNode cell = cell(column, row);
        String shown =
                cell.isNull() || cell.isMissingNode() ? "" : cell.isContainerNode() ? cell.toString() : cell.asText();
        if (!shown.equals(value)
                && !sameMoment(shown, value)
                && !(cell.isContainerNode() && sameJson(cell, value, column))) {
            verdict.violated("%s: %s is '%s' in the log but '%s' in the view", id, column, value, shown);
        }
    }

    /** For the meaning of column names see {@link Rows}. */
    private static JsonNode cell(String column, JsonNode row) {
        JsonNode cell = row.path(name(column));
        int pointer = column.indexOf('|');
        if (pointer < 0) {
            return cell;
        }
        JsonNode content = cell.isTextual() ? parsed(cell.asText()) : cell;
        return content.at(column.substring(pointer + 1));
    }

    private static String name(String column) {
        String name = column.startsWith("set:") ? column.substring("set:".length()) : column;
        int pointer = name.indexOf('|');
        return pointer < 0 ? name : name.substring(0, pointer);
    }

    private static boolean sameJson(JsonNode shown, String value, String column) {
        JsonNode wanted = parsed(value);
        if (column.startsWith("set:")) {
            return sorted(shown).equals(sorted(wanted));
        }
        return wanted.equals(ViewChecks::compareNumbers, shown);
    }

    /** Ignores the number format of the database: 3.0 equals 3. */
    private static int compareNumbers(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue());
        }
        return one.equals(other) ? 0 : 1;
    }

    private static List<String> sorted(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::toString)
                .sorted()
                .toList();
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /** The log keeps the times of its rows in milliseconds, and the views in microseconds. */
    private static boolean sameMoment(String shown, String value) {
        try {
            Instant view = OffsetDateTime.parse(shown).toInstant();
            Instant log = OffsetDateTime.parse(value).toInstant();
            return view.equals(log)
                    || (log.equals(log.truncatedTo(ChronoUnit.MILLIS))
                            && view.truncatedTo(ChronoUnit.MILLIS).equals(log));
        } catch (DateTimeParseException noMoments) {
            return false;
        }
    }

    private static Map<String, JsonNode> index(Evidence evidence, String table, List<String> key) {
        Map<String, JsonNode> index = new HashMap<>();
        evidence.rows(table).forEach(row -> index.put(joined(row, key), row));
        return index;
    }

    private static String joined(JsonNode row, List<String> key) {
        return key.stream()
                .map(part -> Arrays.stream(part.split(":"))
                        .map(column -> row.path(column).asText())
                        .collect(Collectors.joining(":")))
                .collect(Collectors.joining(" "));
    }
}

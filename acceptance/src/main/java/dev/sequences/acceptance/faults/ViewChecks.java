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

    private ViewChecks() {}

    static List<Verdict> all(Evidence evidence) {
        List<Verdict> verdicts = new ArrayList<>();
        View.ALL.forEach(view -> verdicts.add(same(view, evidence)));
        verdicts.add(RecordChecks.copiesAreTheLatestState(evidence));
        verdicts.add(RecordChecks.rowsNameTheMessageTheyAreFrom(evidence));
        verdicts.add(AssignmentChecks.decisionsAreListed(evidence));
        return verdicts;
    }

    /** Only the property of this view. */
    static List<Verdict> of(String table, Evidence evidence) {
        return View.ALL.stream()
                .filter(view -> view.table().equals(table))
                .map(view -> same(view, evidence))
                .toList();
    }

    /** Tables that are compared completely. */
    static List<String> tables() {
        return View.ALL.stream().map(View::table).toList();
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

    static void noKeyTwice(Verdict verdict, Evidence evidence, String table, Map<String, JsonNode> actual) {
        if (actual.size() != evidence.rows(table).size()) {
            verdict.violated("%s has a duplicate key", table);
        }
    }

    private static boolean isEmptyCounter(JsonNode row) {
        return FIGURES.stream().anyMatch(row::has)
                && FIGURES.stream().allMatch(figure -> row.path(figure).asLong(0) == 0);
    }

    static void compareColumn(Verdict verdict, String id, String column, String value, JsonNode row) {
        if (!row.has(name(column))) {
            verdict.violated("%s: the view has no column %s", id, name(column));
            return;
        }
        JsonNode cell = cell(column, row);
        String shown =
                cell.isNull() || cell.isMissingNode() ? "" : cell.isContainerNode() ? cell.toString() : cell.asText();
        if (!shown.equals(value)
                && !isSameMoment(shown, value)
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
    static boolean isSameMoment(String shown, String value) {
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

    static Map<String, JsonNode> index(Evidence evidence, String table, List<String> key) {
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

package dev.sequences.benchmarks.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The results as text for a terminal, as Markdown and as JSON. */
public final class ResultTable {

    private static final List<String> HEAD =
            List.of("section", "figure", "value", "raw limit of this run", "ratio", "promise", "", "note");
    private static final int VALUE = 2;
    private static final int RATIO = 4;
    private static final int NOTE = 7;

    private final Results results;

    public ResultTable(Results results) {
        this.results = results;
    }

    public String text() {
        var rows = new ArrayList<List<String>>();
        rows.add(HEAD);
        results.figures().forEach(figure -> rows.add(cells(figure)));
        var widths = widths(rows);
        var text = new StringBuilder();
        var section = "";
        for (var row : rows) {
            if (!row.getFirst().equals(section)) {
                section = row.getFirst();
                text.append(text.isEmpty() ? "" : "\n");
            }
            text.append(line(row, widths)).append('\n');
            if (row != HEAD && !row.get(NOTE).isEmpty()) {
                text.append(" ".repeat(widths[0] + 6)).append(row.get(NOTE)).append('\n');
            }
        }
        text.append('\n');
        results.remarks().forEach(remark -> text.append(remark).append('\n'));
        results.failures()
                .forEach(failure -> text.append("FAILED  %s: %s%n".formatted(failure.section(), failure.message())));
        return text.toString();
    }

    public String markdown() {
        var text = new StringBuilder();
        text.append("| ").append(String.join(" | ", HEAD)).append(" |\n");
        text.append("|---|---|--:|---|--:|---|---|---|\n");
        for (var figure : results.figures()) {
            text.append("| ")
                    .append(String.join(
                            " | ",
                            cells(figure).stream()
                                    .map(cell -> cell.replace("|", "\\|"))
                                    .toList()))
                    .append(" |\n");
        }
        text.append('\n');
        results.remarks().forEach(remark -> text.append("- ").append(remark).append('\n'));
        results.failures()
                .forEach(failure ->
                        text.append("- **failed** %s: %s%n".formatted(failure.section(), failure.message())));
        return text.toString();
    }

    public String json() {
        var all = new LinkedHashMap<String, Object>();
        all.put("figures", results.figures().stream().map(ResultTable::asMap).toList());
        all.put("remarks", results.remarks());
        all.put("failures", results.failures());
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(all);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Results are plain values and can be written as JSON", e);
        }
    }

    private static Map<String, @Nullable Object> asMap(Figure figure) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        map.put("section", figure.section());
        map.put("name", figure.name());
        map.put("value", Double.isFinite(figure.value()) ? (Double) figure.value() : null);
        map.put("unit", figure.unit());
        map.put("rawLimit", figure.raw());
        map.put("ratio", figure.ratio());
        map.put("promise", figure.promise() == null ? null : figure.promise().text());
        map.put("verdict", figure.verdict());
        map.put("note", figure.note());
        return map;
    }

    private static List<String> cells(Figure figure) {
        var raw = figure.raw();
        var ratio = figure.ratio();
        var promise = figure.promise();
        return List.of(
                figure.section(),
                figure.name(),
                number(figure.value()) + " " + figure.unit(),
                raw == null ? "" : number(raw.value()) + " " + raw.name(),
                ratio == null ? "" : ratio(ratio),
                promise == null ? "" : promise.text(),
                figure.verdict(),
                figure.note());
    }

    private static int[] widths(List<List<String>> rows) {
        var widths = new int[HEAD.size()];
        rows.forEach(row -> {
            for (var i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        return widths;
    }

    private static String line(List<String> row, int[] widths) {
        var line = new StringBuilder();
        // Notes are long, so they get separate lines.
        for (var i = 0; i < NOTE; i++) {
            var padding = " ".repeat(widths[i] - row.get(i).length());
            var right = i == VALUE || i == RATIO;
            line.append(right ? padding + row.get(i) : row.get(i) + padding).append("  ");
        }
        return line.toString().stripTrailing();
    }

    static String number(double value) {
        if (!Double.isFinite(value)) {
            return "-";
        }
        var digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }

    private static String ratio(double ratio) {
        return String.format(Locale.ROOT, ratio >= 10 ? "%.0fx" : "%.2fx", ratio);
    }
}

package dev.sequences.local.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What one reading of a sheet tells: how many rows are sound, what is wrong with the others, which values the columns have, and how many
 * sound rows fit the conditions.
 *
 * @param repeated rows with an id that an earlier row has
 * @param faults the first broken rows, as sentences
 * @param values per column its values with their counts; no entry for a column with more than {@link #MOST_VALUES}
 * @param fitting rows per condition, in the order of the conditions
 * @param members rows that fit all conditions
 */
record SheetSurvey(
        long rows,
        long sound,
        long repeated,
        List<String> faults,
        Map<String, Map<String, Long>> values,
        List<Long> fitting,
        long members) {

    static final int MOST_VALUES = 1_000;
    private static final int FAULTS_TO_SHOW = 3;

    long broken() {
        return rows - sound;
    }

    static SheetSurvey of(LeadSheet sheet, List<Condition> conditions) throws UnusableLeads {
        try (var rows = sheet.rows()) {
            var survey = new Reading(sheet, conditions);
            for (var row = rows.next(); row != null; row = rows.next()) {
                survey.add(row);
            }
            return survey.end();
        } catch (IOException e) {
            throw sheet.unreadable(e);
        }
    }

    private static final class Reading {

        private final List<Condition> conditions;
        private final int[] conditionColumns;
        private final List<String> columns;
        private final List<Map<String, Long>> values = new ArrayList<>();
        private final List<String> faults = new ArrayList<>();
        private final long[] fitting;
        private long rows;
        private long sound;
        private long repeated;
        private long members;

        Reading(LeadSheet sheet, List<Condition> conditions) {
            this.conditions = conditions;
            this.columns = sheet.columns();
            this.conditionColumns = conditions.stream()
                    .mapToInt(condition -> columns.indexOf(condition.field()))
                    .toArray();
            this.fitting = new long[conditions.size()];
            columns.forEach(column -> values.add(new HashMap<>()));
        }

        void add(LeadRows.LeadRow row) {
            rows++;
            if (row.fault() != null) {
                repeated += row.repeated() ? 1 : 0;
                if (faults.size() < FAULTS_TO_SHOW) {
                    faults.add("line %d: %s".formatted(row.line(), row.fault()));
                }
                return;
            }
            sound++;
            var all = true;
            for (var i = 0; i < conditionColumns.length; i++) {
                if (row.cells()
                        .get(conditionColumns[i])
                        .equals(conditions.get(i).value())) {
                    fitting[i]++;
                } else {
                    all = false;
                }
            }
            if (all) {
                members++;
            }
            for (var i = 0; i < values.size(); i++) {
                var counts = values.get(i);
                // One more than the limit marks the column as having too many values, without collecting them all.
                if (counts.size() <= MOST_VALUES) {
                    counts.merge(row.cells().get(i), 1L, Long::sum);
                }
            }
        }

        SheetSurvey end() {
            var few = new LinkedHashMap<String, Map<String, Long>>();
            IntStream.range(0, columns.size())
                    .filter(i -> values.get(i).size() <= MOST_VALUES)
                    .forEach(i -> few.put(columns.get(i), values.get(i)));
            return new SheetSurvey(
                    rows,
                    sound,
                    repeated,
                    List.copyOf(faults),
                    few,
                    IntStream.range(0, fitting.length).mapToObj(i -> fitting[i]).toList(),
                    members);
        }
    }

    /** The most frequent values of a column, for a person who named one that is not there. */
    String examples(String column) {
        var counts = values.getOrDefault(column, Map.of());
        return counts.entrySet().stream()
                .filter(entry -> !entry.getKey().isEmpty())
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(8)
                .map(entry -> "\"%s\" (%,d)".formatted(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    Set<String> valuesOf(String column) {
        return values.getOrDefault(column, Map.of()).keySet();
    }
}

package dev.sequences.local.demo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Picks a segment for a sheet that nobody described: a value of a column with few values, whose share of the rows is nearest to a third
 * (to {@link #WANTED_MEMBERS} rows in a large sheet, so that the demo stays a matter of minutes). The same sheet always gives the same pick.
 */
record SegmentPick(List<Condition> conditions, String why, long members) {

    static final long WANTED_MEMBERS = 3_500;

    private static final int FEWEST_VALUES = 2;
    private static final int MOST_VALUES = 30;
    private static final int LONGEST_VALUE = 60;
    private static final double LEAST_SHARE = 0.02;
    private static final double MOST_SHARE = 0.6;
    /** What forms and exports write when nobody chose anything; a segment of those would say nothing. */
    private static final Set<String> NOT_CHOSEN = Set.of("", "select", "n/a", "na", "none", "null", "unknown", "-");

    private record Candidate(String column, int values, String value, long rows, double distance, boolean telling) {}

    static SegmentPick from(LeadSheet sheet, SheetSurvey survey) {
        var wanted = Math.min(1.0 / 3, (double) WANTED_MEMBERS / survey.sound());
        var candidates = new ArrayList<Candidate>();
        for (var column : sheet.columns()) {
            if (!isDescriptive(sheet, column)) {
                continue;
            }
            var chosen = new TreeMap<>(survey.values().getOrDefault(column, Map.of()));
            chosen.keySet()
                    .removeIf(value ->
                            value.length() > LONGEST_VALUE || NOT_CHOSEN.contains(value.toLowerCase(Locale.ROOT)));
            if (chosen.size() < FEWEST_VALUES || chosen.size() > MOST_VALUES) {
                continue;
            }
            // Words say more than flags and numbers: those come second.
            var telling = chosen.size() > 2 && chosen.keySet().stream().noneMatch(value -> value.matches("[-+0-9.,]+"));
            chosen.forEach((value, rows) -> {
                var share = (double) rows / survey.sound();
                if (share >= LEAST_SHARE && share <= MOST_SHARE) {
                    candidates.add(
                            new Candidate(column, chosen.size(), value, rows, Math.abs(share - wanted), telling));
                }
            });
        }
        return candidates.stream()
                .min(Comparator.comparing((Candidate candidate) -> !candidate.telling())
                        .thenComparingDouble(Candidate::distance))
                .map(best -> pick(best, survey.sound()))
                .orElseGet(() -> new SegmentPick(
                        List.of(), "no column has between 2 and 30 values that divide the rows", survey.sound()));
    }

    private static boolean isDescriptive(LeadSheet sheet, String column) {
        return !column.isEmpty()
                && !column.equals(sheet.idColumn())
                && !column.equals(sheet.nameColumn())
                && !column.equals(sheet.ownerColumn());
    }

    private static SegmentPick pick(Candidate best, long sound) {
        var why =
                "picked by the demo: \"%s\" has %d values, and this one holds %.0f %% of the rows; choose with --where"
                        .formatted(best.column(), best.values(), 100.0 * best.rows() / sound);
        return new SegmentPick(List.of(new Condition(best.column(), best.value())), why, best.rows());
    }
}

package dev.sequences.insights.views.stepfunnel;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the figures of one or more versions of a sequence. */
interface Figures {

    Totals totals(Connection connection, String sequenceId, Integer[] versions) throws SQLException;

    /** Returns figures by key of the step. */
    Map<String, StepFigures> steps(Connection connection, String sequenceId, Integer[] versions) throws SQLException;

    /** Returns figures by key of the condition. */
    Map<String, BranchFigures> branches(Connection connection, String sequenceId, Integer[] versions)
            throws SQLException;

    /** Returns the failed steps, as of now. */
    List<SequenceInsights.Failure> errors(Connection connection, String sequenceId, Integer[] versions)
            throws SQLException;

    /** Enrollments by branch of a condition, and how many of these dropped off later: disconnected without advancing. */
    record BranchFigures(long yes, long no, long yesDropped, long noDropped) {

        SequenceInsights.Branch toBranch(String key) {
            return new SequenceInsights.Branch(key, yes, no, share(yesDropped, yes), share(noDropped, no));
        }

        private static @Nullable Double share(long part, long whole) {
            return whole == 0 ? null : rounded((double) part / whole, 1e4);
        }

        /** Reads rows with the columns step_key, yes, no, yes_dropped and no_dropped. */
        static Map<String, BranchFigures> read(ResultSet row) throws SQLException {
            Map<String, BranchFigures> branches = new TreeMap<>();
            while (row.next()) {
                branches.put(
                        row.getString("step_key"),
                        new BranchFigures(
                                row.getLong("yes"),
                                row.getLong("no"),
                                row.getLong("yes_dropped"),
                                row.getLong("no_dropped")));
            }
            return branches;
        }
    }

    /** Reads rows with the columns end_reason and enrollments. */
    static Map<String, Long> endReasons(ResultSet row) throws SQLException {
        Map<String, Long> endReasons = new TreeMap<>();
        while (row.next()) {
            endReasons.put(row.getString("end_reason"), row.getLong("enrollments"));
        }
        return endReasons;
    }

    /** Reads rows with the columns error_key, error_code and enrollments. */
    static List<SequenceInsights.Failure> failures(ResultSet row) throws SQLException {
        List<SequenceInsights.Failure> failures = new ArrayList<>();
        while (row.next()) {
            failures.add(new SequenceInsights.Failure(
                    row.getString("error_key"), row.getString("error_code"), row.getLong("enrollments")));
        }
        return failures;
    }

    /** Figures about enrollments. {@code totalMillis}: total duration of the {@code reachedEnd} enrollments that reached the end. */
    record Totals(
            long entered,
            long inProgress,
            long completed,
            long disconnected,
            long reachedEnd,
            double totalMillis,
            Map<String, Long> endReasons) {

        /** Reads one row with the columns entered to walked_millis. */
        static Totals read(ResultSet row, Map<String, Long> endReasons) throws SQLException {
            row.next();
            return new Totals(
                    row.getLong("entered"),
                    row.getLong("in_progress"),
                    row.getLong("completed"),
                    row.getLong("disconnected"),
                    row.getLong("walked_through"),
                    row.getDouble("walked_millis"),
                    endReasons);
        }

        @Nullable
        Double averageDays() {
            return reachedEnd == 0 ? null : rounded(totalMillis / 86_400_000.0 / reachedEnd, 1e6);
        }
    }

    /** Figures of a step; percentiles and actions are set separately. */
    final class StepFigures {

        final String type;
        final @Nullable String name;
        final long entered;
        final long inProgress;
        final long completed;
        final long skipped;
        final long cancelled;
        final Map<String, Long> actions = new TreeMap<>();

        @Nullable
        Double medianSeconds;

        @Nullable
        Double p90Seconds;

        /** Largest relative error of the percentiles; null without percentiles. */
        @Nullable
        Double percentileError;

        StepFigures(
                String type,
                @Nullable String name,
                long entered,
                long inProgress,
                long completed,
                long skipped,
                long cancelled) {
            this.type = type;
            this.name = name;
            this.entered = entered;
            this.inProgress = inProgress;
            this.completed = completed;
            this.skipped = skipped;
            this.cancelled = cancelled;
        }

        /** Figures of a step that no enrollment has entered. */
        static StepFigures none(String type, @Nullable String name) {
            return new StepFigures(type, name, 0, 0, 0, 0, 0);
        }

        /** Reads a row with the columns step_type, name and entered to cancelled. */
        static StepFigures read(ResultSet row) throws SQLException {
            return new StepFigures(
                    row.getString("step_type"),
                    row.getString("name"),
                    row.getLong("entered"),
                    row.getLong("in_progress"),
                    row.getLong("completed"),
                    row.getLong("skipped"),
                    row.getLong("cancelled"));
        }

        /** Reads rows with the columns step_key, action and occurrences. Skips actions of unknown steps. */
        static void readActions(ResultSet row, Map<String, StepFigures> steps) throws SQLException {
            while (row.next()) {
                StepFigures step = steps.get(row.getString("step_key"));
                if (step != null) {
                    step.actions.put(row.getString("action"), row.getLong("occurrences"));
                }
            }
        }

        SequenceInsights.Step toStep(String key, String shownType, @Nullable String shownName) {
            return new SequenceInsights.Step(
                    key,
                    shownType,
                    shownName,
                    entered,
                    inProgress,
                    completed,
                    skipped,
                    cancelled,
                    entered == 0 ? null : rounded((double) cancelled / entered, 1e4),
                    medianSeconds,
                    p90Seconds,
                    percentileError,
                    new LinkedHashMap<>(actions));
        }
    }

    /** Returns when the newest event happened that is in the figures; null if there is none. */
    @Nullable
    Instant lastEventAt(Connection connection, String sequenceId, Integer[] versions) throws SQLException;

    /** The time as of which the figures are; null for now. */
    @Nullable
    Instant asOf();

    static double rounded(double value, double precision) {
        return Math.round(value * precision) / precision;
    }
}

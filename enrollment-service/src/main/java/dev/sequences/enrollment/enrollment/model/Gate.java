package dev.sequences.enrollment.enrollment.model;

import dev.sequences.enrollment.enrollment.model.Enrollment.Held;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.HoldEnded;
import dev.sequences.enrollment.enrollment.model.calendar.Counted;
import dev.sequences.enrollment.enrollment.model.calendar.Openings;
import dev.sequences.enrollment.enrollment.model.calendar.Timetable;
import dev.sequences.enrollment.enrollment.model.walk.Graph;
import dev.sequences.enrollment.enrollment.model.walk.Node;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a walk may go on to a node now. Automated messages keep the send window; what has a daily cap is counted before
 * it happens, and only when its timer has come, so that counting is done in one place: see ADR 0015.
 */
public final class Gate {

    private static final Duration UNTIL_KNOWN = Duration.ofMinutes(1);

    private Gate() {}

    /** Why not now, and when it is asked again. {@code day}: where it is counted already. */
    record Closed(String reason, Instant until, @Nullable LocalDate day) {}

    /** What has to be counted before a held step may go on, on the first day with room from {@code day} on. */
    public record Ask(List<Counted> things, LocalDate day, Openings openings) {}

    /** What is to be counted for this step at {@code at}; empty when nothing is, or not now. */
    public static Optional<Ask> ask(Enrollment state, String stepId, Graph graph, Instant at) {
        if (!(state instanceof Held held) || !held.stepId().equals(stepId) || at.isBefore(held.until())) {
            return Optional.empty();
        }
        Timetable timetable = graph.timetable();
        LocalDate today = timetable.day(at);
        return graph.node(held.stepKey())
                .filter(node -> !today.equals(held.day()) && byTheClock(node, timetable, at) == null)
                .map(node -> new Ask(counted(node, held.entering(), timetable), today, openings(node, timetable)))
                .filter(ask -> !ask.things().isEmpty());
    }

    /** When the walk comes to a node. */
    static Optional<Closed> arriving(Node node, boolean entering, Timetable timetable, Instant at) {
        Closed closed = byTheClock(node, timetable, at);
        if (closed == null && !counted(node, entering, timetable).isEmpty()) {
            closed = new Closed("turn", at, null);
        }
        return Optional.ofNullable(closed);
    }

    /** When the timer of a held step is due. {@code counted}: the day on which it has just been counted, if it has. */
    static Optional<Closed> turn(Node node, Held held, @Nullable LocalDate counted, Timetable timetable, Instant at) {
        LocalDate day = counted == null ? held.day() : counted;
        Closed closed = byTheClock(node, timetable, at);
        if (closed != null) {
            // A place is kept as long as it is still for the right day.
            boolean kept = timetable.day(closed.until()).equals(day);
            return Optional.of(new Closed(closed.reason(), closed.until(), kept ? day : null));
        }
        if (counted(node, held.entering(), timetable).isEmpty()
                || timetable.day(at).equals(day)) {
            return Optional.empty();
        }
        return Optional.of(
                day == null || day.isBefore(timetable.day(at))
                        ? new Closed("turn", at, null)
                        : new Closed("daily-cap", openings(node, timetable).openingOn(day), day));
    }

    /** The walk ends while a step is held. */
    static HoldEnded cancelled(Held held, Instant at) {
        return new HoldEnded(held.progress().subject(), held.stepId(), held.stepKey(), "cancelled", at);
    }

    private static @Nullable Closed byTheClock(Node node, Timetable timetable, Instant at) {
        if (!goesOutByItself(node)) {
            return null;
        }
        if (!timetable.holidaysKnown()) {
            return new Closed("holiday-calendar-unknown", at.plus(UNTIL_KNOWN), null);
        }
        Instant open = timetable.sending().next(at);
        if (!open.isAfter(at)) {
            return null;
        }
        return new Closed(timetable.holidays().contains(timetable.day(at)) ? "holiday" : "send-window", open, null);
    }

    private static Openings openings(Node node, Timetable timetable) {
        return goesOutByItself(node) ? timetable.sending() : timetable.stepping();
    }

    private static boolean goesOutByItself(Node node) {
        return node instanceof Node.Message || node instanceof Node.AbTest;
    }

    private static List<Counted> counted(Node node, boolean entering, Timetable timetable) {
        if (timetable.caps().most().isEmpty()) {
            return List.of();
        }
        List<Counted> things = new ArrayList<>();
        if (entering) {
            things.add(Counted.ENROLLMENTS);
        }
        switch (node) {
            case Node.Step step -> things.add(Counted.STEPS);
            case Node.AbTest test -> things.add(Counted.EMAILS);
            case Node.Message message ->
                things.add(message.type().equals("automated-text-message") ? Counted.TEXTS : Counted.EMAILS);
            default -> {
                // Nothing that has a cap.
            }
        }
        return timetable.caps().capped(things);
    }
}

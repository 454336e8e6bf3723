package dev.sequences.enrollment.enrollment.model;

import dev.sequences.enrollment.enrollment.model.Enrollment.Held;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.TakeTurn;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.HoldEnded;
import dev.sequences.enrollment.enrollment.model.calendar.CappedAction;
import dev.sequences.enrollment.enrollment.model.calendar.OpenDays;
import dev.sequences.enrollment.enrollment.model.calendar.Timetable;
import dev.sequences.enrollment.enrollment.model.walk.Node;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a node may be executed now. Automated messages wait for the send window. Steps with a daily cap are counted
 * before they are executed, and only by their timer, so that counting happens in one place: see ADR 0015.
 */
public final class Gate {

    private static final String CALENDAR_UNKNOWN = "holiday-calendar-unknown";
    private static final Duration UNTIL_KNOWN = Duration.ofMinutes(1);

    private Gate() {}

    /** Why the node is held, and until when. {@code day}: the local day for which it is already counted. */
    record Closed(String reason, Instant until, @Nullable LocalDate day) {}

    /**
     * What must be counted before a held step may continue: on {@code day} (today) or on the first later open day with room.
     */
    public record Ask(List<CappedAction> things, LocalDate day, OpenDays days) {}

    /** Returns what must be counted for this step now; empty when nothing must. */
    public static Optional<Ask> ask(Enrollment state, TakeTurn turn) {
        Timetable timetable = turn.graph().timetable();
        LocalDate today = timetable.day(turn.at());
        return due(state, turn)
                .filter(held -> !isPlace(held.day(), today))
                .flatMap(held -> turn.graph()
                        .node(held.stepKey())
                        .filter(node -> byTheClock(node, timetable, turn.at()) == null)
                        .map(node -> new Ask(
                                counted(node, held.entering(), fails(node, held, turn), timetable),
                                today,
                                days(node, timetable))))
                .filter(ask -> !ask.things().isEmpty());
    }

    /** Returns when a held step is checked again without a new event; empty when an event is needed. */
    public static Optional<Instant> again(Enrollment state, TakeTurn turn) {
        Timetable timetable = turn.graph().timetable();
        return due(state, turn)
                .filter(held -> held.reason().equals(CALENDAR_UNKNOWN))
                .flatMap(held -> turn.graph()
                        .node(held.stepKey())
                        .map(node -> byTheClock(node, timetable, turn.at()))
                        .filter(closed -> closed.reason().equals(CALENDAR_UNKNOWN)
                                && Objects.equals(kept(held.day(), closed, timetable), held.day())))
                .map(Closed::until);
    }

    private static Optional<Held> due(Enrollment state, TakeTurn turn) {
        return state instanceof Held held
                        && held.stepId().equals(turn.stepId())
                        && !turn.at().isBefore(held.until())
                ? Optional.of(held)
                : Optional.empty();
    }

    /** A place on a later day stays valid: an early timer does not reserve a second one. */
    private static boolean isPlace(@Nullable LocalDate day, LocalDate today) {
        return day != null && !day.isBefore(today);
    }

    /** Keeps the place if it is for the day on which the step is due again. */
    private static @Nullable LocalDate kept(@Nullable LocalDate day, Closed closed, Timetable timetable) {
        return timetable.day(closed.until()).equals(day) ? day : null;
    }

    /** A step that cannot be executed is not counted. */
    private static boolean fails(Node node, Held held, TakeTurn turn) {
        return Failures.of(node, held.progress(), turn.graph(), turn.recordOwner(), turn.facts(), turn.at())
                .isPresent();
    }

    /**
     * Checks a node that the enrollment has reached.
     *
     * @param counted whether the step was counted today and then failed
     */
    static Optional<Closed> arriving(Node node, boolean entering, boolean counted, Timetable timetable, Instant at) {
        Closed closed = byTheClock(node, timetable, at);
        if (closed == null
                && !counted
                && !counted(node, entering, false, timetable).isEmpty()) {
            closed = new Closed("turn", at, null);
        }
        return Optional.ofNullable(closed);
    }

    /** Checks a held step whose timer is due, after it was counted for the day of the command. */
    static Optional<Closed> turn(Node node, Held held, TakeTurn turn) {
        Timetable timetable = turn.graph().timetable();
        LocalDate today = timetable.day(turn.at());
        LocalDate day = turn.day() == null ? held.day() : turn.day();
        Closed closed = byTheClock(node, timetable, turn.at());
        if (closed != null) {
            return Optional.of(new Closed(closed.reason(), closed.until(), kept(day, closed, timetable)));
        }
        if (today.equals(day)
                || counted(node, held.entering(), fails(node, held, turn), timetable)
                        .isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                day == null || day.isBefore(today)
                        ? new Closed("turn", turn.at(), null)
                        : new Closed("daily-cap", days(node, timetable).openingOn(day), day));
    }

    /** The enrollment ends while a step is held. */
    static HoldEnded cancelled(Held held, Instant at) {
        return new HoldEnded(held.progress().subject(), held.stepId(), held.stepKey(), "cancelled", at);
    }

    private static @Nullable Closed byTheClock(Node node, Timetable timetable, Instant at) {
        if (!goesOutByItself(node)) {
            return null;
        }
        if (!timetable.holidaysKnown()) {
            return new Closed(CALENDAR_UNKNOWN, at.plus(UNTIL_KNOWN), null);
        }
        Instant open = timetable.sending().next(at);
        if (!open.isAfter(at)) {
            return null;
        }
        return new Closed(timetable.holidays().contains(timetable.day(at)) ? "holiday" : "send-window", open, null);
    }

    private static OpenDays days(Node node, Timetable timetable) {
        return goesOutByItself(node) ? new OpenDays(timetable.zone(), timetable.sending()) : timetable.stepping();
    }

    private static boolean goesOutByItself(Node node) {
        return node instanceof Node.Message || node instanceof Node.AbTest;
    }

    private static List<CappedAction> counted(Node node, boolean entering, boolean fails, Timetable timetable) {
        if (timetable.caps().most().isEmpty()) {
            return List.of();
        }
        List<CappedAction> things = new ArrayList<>();
        if (entering) {
            things.add(CappedAction.ENROLLMENTS);
        }
        switch (node) {
            case Node.Step step -> {
                if (!fails) {
                    things.add(CappedAction.STEPS);
                }
            }
            case Node.AbTest test -> things.add(CappedAction.EMAILS);
            case Node.Message message ->
                things.add(message.type().equals("automated-text-message") ? CappedAction.TEXTS : CappedAction.EMAILS);
            default -> {
                // Other nodes have no cap.
            }
        }
        return timetable.caps().capped(things);
    }
}

package dev.sequences.enrollment.enrollment.model;

import dev.sequences.enrollment.enrollment.model.Enrollment.Held;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.ReleaseHeldStep;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.HoldEnded;
import dev.sequences.enrollment.enrollment.model.calendar.CappedAction;
import dev.sequences.enrollment.enrollment.model.calendar.OpenDays;
import dev.sequences.enrollment.enrollment.model.calendar.Timetable;
import dev.sequences.enrollment.enrollment.model.graph.Node;
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
    private static final Duration RECHECK_INTERVAL = Duration.ofMinutes(1);

    private Gate() {}

    /** Why the node is held, and until when. {@code day}: the local day for which it is already counted. */
    record Closed(String reason, Instant until, @Nullable LocalDate day) {}

    /**
     * What must be counted before a held step may continue: on {@code day} (today) or on the first later open day with room.
     */
    public record CapRequest(List<CappedAction> actions, LocalDate day, OpenDays days) {}

    /** Returns what must be counted for this step now; empty when nothing must. */
    public static Optional<CapRequest> capRequest(Enrollment state, ReleaseHeldStep command) {
        Timetable timetable = command.graph().timetable();
        LocalDate today = timetable.day(command.at());
        return due(state, command)
                .filter(held -> !isFuturePlace(held.day(), today))
                .flatMap(held -> command.graph()
                        .node(held.stepKey())
                        .filter(node -> checkClock(node, timetable, command.at()) == null)
                        .map(node -> new CapRequest(
                                actionsToCount(node, held.entering(), fails(node, held, command), timetable),
                                today,
                                days(node, timetable))))
                .filter(request -> !request.actions().isEmpty());
    }

    /** Returns when a held step is checked again without a new event; empty when an event is needed. */
    public static Optional<Instant> recheckAt(Enrollment state, ReleaseHeldStep command) {
        Timetable timetable = command.graph().timetable();
        return due(state, command)
                .filter(held -> held.reason().equals(CALENDAR_UNKNOWN))
                .flatMap(held -> command.graph()
                        .node(held.stepKey())
                        .map(node -> checkClock(node, timetable, command.at()))
                        .filter(closed -> closed.reason().equals(CALENDAR_UNKNOWN)
                                && Objects.equals(keptPlace(held.day(), closed, timetable), held.day())))
                .map(Closed::until);
    }

    private static Optional<Held> due(Enrollment state, ReleaseHeldStep command) {
        return state instanceof Held held
                        && held.stepId().equals(command.stepId())
                        && !command.at().isBefore(held.until())
                ? Optional.of(held)
                : Optional.empty();
    }

    /** A place on a later day stays valid: an early timer does not reserve a second one. */
    private static boolean isFuturePlace(@Nullable LocalDate day, LocalDate today) {
        return day != null && !day.isBefore(today);
    }

    /** Keeps the place if it is for the day on which the step is due again. */
    private static @Nullable LocalDate keptPlace(@Nullable LocalDate day, Closed closed, Timetable timetable) {
        return timetable.day(closed.until()).equals(day) ? day : null;
    }

    /** A step that cannot be executed is not counted. */
    private static boolean fails(Node node, Held held, ReleaseHeldStep command) {
        return Failures.of(node, held.progress(), command.graph(), command.recordOwner(), command.facts(), command.at())
                .isPresent();
    }

    /**
     * Checks a node that the enrollment has reached.
     *
     * @param counted whether the step was counted today and then failed
     */
    static Optional<Closed> checkArrival(
            Node node, boolean entering, boolean counted, Timetable timetable, Instant at) {
        Closed closed = checkClock(node, timetable, at);
        if (closed == null
                && !counted
                && !actionsToCount(node, entering, false, timetable).isEmpty()) {
            closed = new Closed("turn", at, null);
        }
        return Optional.ofNullable(closed);
    }

    /** Checks a held step whose timer is due, after it was counted for the day of the command. */
    static Optional<Closed> checkDue(Node node, Held held, ReleaseHeldStep command) {
        Timetable timetable = command.graph().timetable();
        LocalDate today = timetable.day(command.at());
        LocalDate day = command.day() == null ? held.day() : command.day();
        Closed closed = checkClock(node, timetable, command.at());
        if (closed != null) {
            return Optional.of(new Closed(closed.reason(), closed.until(), keptPlace(day, closed, timetable)));
        }
        if (today.equals(day)
                || actionsToCount(node, held.entering(), fails(node, held, command), timetable)
                        .isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                day == null || day.isBefore(today)
                        ? new Closed("turn", command.at(), null)
                        : new Closed("daily-cap", days(node, timetable).openingOn(day), day));
    }

    /** The enrollment ends while a step is held. */
    static HoldEnded cancel(Held held, Instant at) {
        return new HoldEnded(held.progress().subject(), held.stepId(), held.stepKey(), "cancelled", at);
    }

    private static @Nullable Closed checkClock(Node node, Timetable timetable, Instant at) {
        if (!isAutomatedMessage(node)) {
            return null;
        }
        if (!timetable.holidaysKnown()) {
            return new Closed(CALENDAR_UNKNOWN, at.plus(RECHECK_INTERVAL), null);
        }
        Instant open = timetable.sending().nextOpen(at);
        if (!open.isAfter(at)) {
            return null;
        }
        return new Closed(timetable.holidays().contains(timetable.day(at)) ? "holiday" : "send-window", open, null);
    }

    private static OpenDays days(Node node, Timetable timetable) {
        return isAutomatedMessage(node) ? new OpenDays(timetable.zone(), timetable.sending()) : timetable.stepDays();
    }

    private static boolean isAutomatedMessage(Node node) {
        return node instanceof Node.Message || node instanceof Node.AbTest;
    }

    private static List<CappedAction> actionsToCount(Node node, boolean entering, boolean fails, Timetable timetable) {
        if (timetable.caps().limits().isEmpty()) {
            return List.of();
        }
        List<CappedAction> actions = new ArrayList<>();
        if (entering) {
            actions.add(CappedAction.ENROLLMENTS);
        }
        switch (node) {
            case Node.Step step -> {
                if (!fails) {
                    actions.add(CappedAction.STEPS);
                }
            }
            case Node.AbTest test -> actions.add(CappedAction.EMAILS);
            case Node.Message message ->
                actions.add(message.type().equals("automated-text-message") ? CappedAction.TEXTS : CappedAction.EMAILS);
            default -> {
                // Other nodes have no cap.
            }
        }
        return timetable.caps().capped(actions);
    }
}

package dev.sequences.enrollment.enrollment.model;

import dev.sequences.chassis.decider.Decision;
import dev.sequences.chassis.decider.Refusal;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.CompleteStep;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.EnrollRecord;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.NoteActivity;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.SkipStep;
import dev.sequences.enrollment.enrollment.model.graph.Graph;
import dev.sequences.enrollment.enrollment.model.graph.RecordFacts;
import dev.sequences.enrollment.intake.definitions.graph.DefinitionReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One enrollment that follows a published definition. Anna owns the lead. */
final class EnrollmentUnderTest {

    static final Subject LEAD = new Subject("s1", 1, "lead", "L-1");
    static final Assignee ANNA = Assignee.user("anna");
    static final Instant NINE = Instant.parse("2026-03-04T09:00:00Z");
    static final Instant NEXT_DAY = NINE.plus(Duration.ofDays(1));

    static final String CALL = "{\"key\": \"call\", \"type\": \"phone-call\", \"name\": \"Call\", \"next\": \"if\"}";
    static final String YES = "{\"key\": \"yes\", \"type\": \"task\", \"name\": \"Yes\"}";
    static final String NO = "{\"key\": \"no\", \"type\": \"task\", \"name\": \"No\"}";

    private final EnrollmentDecider decider = new EnrollmentDecider();

    /** Events of the last command. */
    final List<EnrollmentEvent> happened = new ArrayList<>();

    Enrollment state = decider.initial();
    Graph graph = new Graph("", Map.of());
    RecordFacts facts = RecordFacts.NONE;

    /** {@code settings}: members of the definition besides its graph, JSON; may be empty. */
    static Graph definition(String start, String settings, String... nodes) {
        return DefinitionReader.read("{\"graph\": {\"start\": \"" + start + "\", \"nodes\": ["
                + String.join(", ", nodes) + "]}" + (settings.isEmpty() ? "" : ", " + settings) + "}");
    }

    /** The node {@code if}, followed by {@link #YES} or {@link #NO}. */
    static String branch(String type, String part, String settings) {
        return "{\"key\": \"if\", \"type\": \"" + type + "\", \"yes\": \"yes\", \"no\": \"no\", \"" + part + "\": {"
                + settings + "}}";
    }

    void when(EnrollmentCommand command) {
        List<Refusal> refusals = execute(command);
        if (!refusals.isEmpty()) {
            throw new AssertionError(refusals);
        }
    }

    /** Executes a command that may be refused; returns the refusals. */
    List<Refusal> execute(EnrollmentCommand command) {
        happened.clear();
        return switch (decider.decide(state, command)) {
            case Decision.Accepted<EnrollmentEvent> accepted -> {
                accepted.events().forEach(event -> {
                    happened.add(event);
                    state = decider.evolve(state, event);
                });
                yield List.of();
            }
            case Decision.Refused<EnrollmentEvent> refused -> refused.refusals();
        };
    }

    void enroll(Graph followed) {
        enroll("e1", followed, ANNA, NINE);
    }

    /** Starts another enrollment. */
    void enroll(String id, Graph followed, Assignee owner, Instant at) {
        state = decider.initial();
        graph = followed;
        when(new EnrollRecord(id, LEAD, "manual", null, owner, false, graph, null, facts, at));
    }

    void complete(String callResult) {
        complete(callResult, ANNA);
    }

    void complete(String callResult, Assignee owner) {
        when(new CompleteStep(openStep(), callResult, "anna", graph, owner, facts, NINE, NINE));
    }

    void skip() {
        when(new SkipStep(openStep(), null, "anna", graph, ANNA, facts, NINE, NINE));
    }

    void activity(String type, Instant happenedAt) {
        when(new NoteActivity("a-" + type, type, null, null, happenedAt, graph, ANNA, facts, happenedAt));
    }

    String openStep() {
        return ((Enrollment.AtStep) state).stepId();
    }

    /** Returns the key of the current node, or the end reason. */
    String at() {
        return switch (state) {
            case Enrollment.AtStep step -> step.stepKey();
            case Enrollment.Waiting wait -> wait.stepKey();
            case Enrollment.AwaitingAnswer awaiting -> awaiting.stepKey();
            case Enrollment.Ended ended -> ended.reason().label();
            default -> "nowhere";
        };
    }

    /** Returns the names of the events of the last command. */
    List<String> names() {
        return happened.stream().map(event -> event.getClass().getSimpleName()).toList();
    }
}

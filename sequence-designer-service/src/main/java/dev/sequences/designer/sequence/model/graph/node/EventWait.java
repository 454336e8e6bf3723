package dev.sequences.designer.sequence.model.graph.node;

import dev.sequences.designer.sequence.model.context.DraftContext;
import dev.sequences.designer.sequence.model.finding.Place;
import dev.sequences.designer.sequence.model.reading.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Waits for an event: yes as soon as it occurs, no after the time limit.
 *
 * @param event type of the activity to wait for
 * @param within time limit, as drawn
 */
public record EventWait(
        NodeHeader head,
        @Nullable String event,
        @Nullable String within,
        @Nullable String yes,
        @Nullable String no) implements Node.Fork {

    static final List<String> FIELDS = List.of("event", "within", "yes", "no");

    private static final List<String> EVENTS = List.of(
            "email-sent",
            "email-opened",
            "email-replied",
            "email-link-clicked",
            "email-attachment-viewed",
            "email-bounced",
            "opt-out",
            "call-logged",
            "meeting-booked",
            "text-sent",
            "task-done");

    static EventWait read(NodeHeader head, Fields fields) {
        return new EventWait(
                head, fields.choice("event", EVENTS), fields.text("within"), fields.text("yes"), fields.text("no"));
    }

    @Override
    public void check(Place node, DraftContext context) {
        if (event == null) {
            node.at("event")
                    .error(
                            "event-missing",
                            "The event to wait for is missing.",
                            "Set 'event' to one of: " + String.join(", ", EVENTS) + ".");
        }
        DurationCheck.check(
                within,
                node.at("within"),
                new DurationCheck.Words("time-limit", "The wait for an event has no time limit.", "The time limit of"),
                context);
    }
}

package dev.sequences.chassis.intake;

import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.http.Page;
import dev.sequences.chassis.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets operators list the messages that wait for facts of another topic. */
@Path("/waiting-messages")
@RolesAllowed(Roles.SYSTEM_ADMINISTRATOR)
public class WaitingResource {

    private final WaitingMessages waiting;

    WaitingResource(WaitingMessages waiting) {
        this.waiting = waiting;
    }

    /** A fact that a message waits for. {@code consumer}: the consumer of this service that reads its topic. */
    public record MissingFact(String consumer, String topic, String key, String version) {}

    /**
     * A waiting message without its value, which may contain personal data.
     *
     * @param waitingFor empty if it only waits for an earlier message of its key
     * @param deadline when it is processed without the facts
     */
    public record WaitingMessage(
            String id,
            String consumer,
            String topic,
            int partition,
            long offset,
            String key,
            List<MissingFact> waitingFor,
            Instant since,
            Instant deadline) {}

    @GET
    public Page<WaitingMessage> list(
            @QueryParam("consumer") @Nullable String consumer,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after) {
        int size = Page.limit(limit);
        List<String> position = Page.position(after, 1);
        long last = position.isEmpty() ? 0 : number(position.getFirst());
        List<WaitingMessage> rows = waiting.list(consumer, last, size + 1).stream()
                .map(WaitingResource::view)
                .toList();
        return Page.of(rows, size, row -> List.of(row.id()));
    }

    private static long number(String id) {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException e) {
            throw Problem.unreadable(
                    "cursor-unreadable",
                    "after",
                    "The cursor is not one of this list.",
                    "Use the value of 'next' as it was given.");
        }
    }

    private static WaitingMessage view(WaitingMessages.Waiting one) {
        return new WaitingMessage(
                Long.toString(one.id()),
                one.consumer(),
                one.record().topic(),
                one.record().partition(),
                one.record().offset(),
                one.key(),
                one.needs().stream()
                        .map(need -> new MissingFact(
                                need.consumer(),
                                need.fact().topic(),
                                need.fact().key(),
                                need.fact().version()))
                        .toList(),
                one.since(),
                one.deadline());
    }
}

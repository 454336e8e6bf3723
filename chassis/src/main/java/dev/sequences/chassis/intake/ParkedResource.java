package dev.sequences.chassis.intake;

import dev.sequences.chassis.answer.Answer;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.http.Commands;
import dev.sequences.chassis.http.Page;
import dev.sequences.chassis.security.Caller;
import dev.sequences.chassis.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.header.Header;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Lets operators list, retry and discard parked messages. */
@Path("/parked-messages")
@RolesAllowed(Roles.SYSTEM_ADMINISTRATOR)
public class ParkedResource {

    private static final Logger LOG = Logger.getLogger(ParkedResource.class);

    private final ParkedMessages parked;
    private final Intake intake;
    private final Commands commands;
    private final Caller caller;

    ParkedResource(ParkedMessages parked, Intake intake, Commands commands, Caller caller) {
        this.parked = parked;
        this.intake = intake;
        this.commands = commands;
        this.caller = caller;
    }

    /** A parked message with its headers. The value is omitted, since it may contain personal data; the dead-letter topic has it. */
    public record ParkedMessage(
            String id,
            String consumer,
            String topic,
            int partition,
            long offset,
            String key,
            String reason,
            Instant parkedAt,
            Map<String, String> headers) {}

    /** The reason for discarding a message. */
    public record Discard(@Nullable String reason) {}

    @GET
    public Page<ParkedMessage> list(
            @QueryParam("consumer") @Nullable String consumer,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after) {
        int size = Page.limit(limit);
        List<String> position = Page.position(after, 1);
        List<ParkedMessage> rows =
                parked.list(consumer, position.isEmpty() ? 0 : number(position.getFirst()), size + 1).stream()
                        .map(ParkedResource::view)
                        .toList();
        return Page.of(rows, size, row -> List.of(row.id()));
    }

    private static ParkedMessage view(ParkedMessages.Parked p) {
        return new ParkedMessage(
                Long.toString(p.id()),
                p.consumer(),
                p.topic(),
                p.record().partition(),
                p.record().offset(),
                p.key(),
                p.reason(),
                p.parkedAt(),
                StreamSupport.stream(p.record().headers().spliterator(), false)
                        .collect(Collectors.toMap(
                                Header::key, h -> new String(h.value(), StandardCharsets.UTF_8), (a, b) -> b)));
    }

    /** Retries the message and all parked messages of its key, oldest first. */
    @POST
    @Path("/{id}/retry")
    public Response retry(@PathParam("id") String id) {
        return commands.run(null, unit -> {
            List<ParkedMessages.Parked> queue = parked.queueOf(unit, number(id));
            if (queue.isEmpty()) {
                throw Problem.unknown("parked-message", id);
            }
            for (ParkedMessages.Parked message : queue) {
                try {
                    intake.reprocess(unit, message);
                } catch (Unreadable e) {
                    throw Problem.rule(
                            "still-unreadable",
                            null,
                            "Parked message " + message.id() + ": " + e.getMessage(),
                            "Fix the cause, or discard the message.");
                }
            }
            return Answer.ok(Map.of("taken", queue.size()));
        });
    }

    /** Discards one message. The messages that wait behind it can then be retried. */
    @POST
    @Path("/{id}/discard")
    public Response discard(@PathParam("id") String id, @Nullable Discard discard) {
        String user = caller.user();
        String reason = discard == null || discard.reason() == null ? "no reason given" : discard.reason();
        return commands.run(discard, unit -> {
            if (parked.queueOf(unit, number(id)).isEmpty()) {
                throw Problem.unknown("parked-message", id);
            }
            parked.remove(unit, number(id));
            unit.afterCommit(() -> LOG.infof("parked message %s discarded by %s: %s", id, user, reason));
            return Answer.noContent();
        });
    }

    private static long number(String id) {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException e) {
            throw Problem.unknown("parked-message", id);
        }
    }
}

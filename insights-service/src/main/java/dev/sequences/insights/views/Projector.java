package dev.sequences.insights.views;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.intake.Message;
import dev.sequences.chassis.intake.Unreadable;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.contracts.ContractEvent;
import dev.sequences.contracts.catalogue.EventTypes;
import dev.sequences.insights.archive.EventArchive;
import dev.sequences.insights.archive.ReceivedEvent;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Passes events to a projection: live from their topic, which also archives them, or from the archive. */
public final class Projector {

    /** The schema of the live tables; a rebuild writes to another one. */
    public static final String LIVE_SCHEMA = "public";

    private static final String UPSERT_FRESHNESS = """
        insert into public.projection_freshness as f (consumer, last_event_at, received_at) values (?, ?, ?)
        on conflict (consumer) do update set
            last_event_at = greatest(f.last_event_at, excluded.last_event_at), received_at = excluded.received_at
        """;

    private Projector() {}

    /** Archives and folds the messages in the unit's transaction. Archives first, as the lock on the archive excludes rebuilds. */
    public static void receive(Projection projection, Unit unit, List<Message> messages) throws SQLException {
        List<ReceivedEvent> received =
                messages.stream().map(Projector::received).toList();
        Connection connection = unit.connection();
        EventArchive.append(connection, projection.consumer(), received);
        replay(projection, connection, LIVE_SCHEMA, received);
        updateFreshness(connection, projection.consumer(), received, unit.now());
    }

    private static ReceivedEvent received(Message message) {
        if (message.type().isEmpty()) {
            throw new Unreadable("ce_type is missing");
        }
        if (message.position() < 0) {
            throw new Unreadable("ce_sequence is missing: duplicates could not be detected");
        }
        return new ReceivedEvent(
                message.topic(),
                message.partition(),
                message.offset(),
                message.id(),
                message.key(),
                message.type(),
                message.position(),
                // Truncated as in the archive, so that a rebuild reads the same time.
                message.time().truncatedTo(ChronoUnit.MICROS),
                message.isTombstone() ? null : message.data(JsonNode.class).toString());
    }

    private static void updateFreshness(
            Connection connection, String consumer, List<ReceivedEvent> received, Instant now) throws SQLException {
        Instant newest = received.stream()
                .map(ReceivedEvent::happenedAt)
                .max(Instant::compareTo)
                .orElse(now);
        try (PreparedStatement upsert = connection.prepareStatement(UPSERT_FRESHNESS)) {
            upsert.setString(1, consumer);
            upsert.setObject(2, OffsetDateTime.ofInstant(newest, ZoneOffset.UTC));
            upsert.setObject(3, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
            upsert.executeUpdate();
        }
    }

    /** Folds archived events into the tables in {@code schema}. Skips unknown types; a release that knows them folds them in a rebuild. */
    public static void replay(Projection projection, Connection connection, String schema, List<ReceivedEvent> events)
            throws SQLException {
        List<DecodedEvent> decoded = new ArrayList<>(events.size());
        for (ReceivedEvent event : events) {
            decode(event)
                    .ifPresent(known ->
                            decoded.add(new DecodedEvent(known, event.key(), event.position(), event.happenedAt())));
        }
        projection.apply(connection, schema, decoded);
    }

    private static Optional<ContractEvent> decode(ReceivedEvent event) {
        String json = event.json();
        if (json == null) {
            return Optional.empty();
        }
        try {
            // PostgreSQL cannot store NUL in a text; the archive keeps the value unchanged.
            return EventTypes.named(event.type())
                    .map(type -> Json.read(json.replace("\\u0000", "\\ufffd"), type.shape()));
        } catch (UncheckedIOException e) {
            throw new Unreadable("the value is not a valid " + event.type(), e);
        }
    }
}

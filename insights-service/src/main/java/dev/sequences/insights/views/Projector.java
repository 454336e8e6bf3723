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

/** The two ways of an event into a projection: from its topic, archived on the way, and from the archive. */
public final class Projector {

    /** The schema of what is read; rebuilds grow in another one. */
    public static final String LIVE = "public";

    private static final String REFRESH = """
        insert into public.projection_freshness as f (consumer, last_event_at, received_at) values (?, ?, ?)
        on conflict (consumer) do update set
            last_event_at = greatest(f.last_event_at, excluded.last_event_at), received_at = excluded.received_at
        """;

    private Projector() {}

    /** Archives the messages and folds them, all in the unit's transaction. The archive first: its lock fences rebuilds. */
    public static void take(Projection projection, Unit unit, List<Message> messages) throws SQLException {
        List<ReceivedEvent> received =
                messages.stream().map(Projector::received).toList();
        Connection connection = unit.connection();
        EventArchive.append(connection, projection.consumer(), received);
        replay(projection, connection, LIVE, received);
        refresh(connection, projection.consumer(), received, unit.now());
    }

    private static ReceivedEvent received(Message message) {
        if (message.type().isEmpty()) {
            throw new Unreadable("ce_type is missing");
        }
        if (message.position() < 0) {
            throw new Unreadable("ce_sequence is missing: a repeat could not be told from news");
        }
        return new ReceivedEvent(
                message.topic(),
                message.partition(),
                message.offset(),
                message.id(),
                message.key(),
                message.type(),
                message.position(),
                // As the archive will have it, so that a rebuild sees the same moment.
                message.time().truncatedTo(ChronoUnit.MICROS),
                message.isTombstone() ? null : message.data(JsonNode.class).toString());
    }

    private static void refresh(Connection connection, String consumer, List<ReceivedEvent> received, Instant now)
            throws SQLException {
        Instant newest = received.stream()
                .map(ReceivedEvent::happenedAt)
                .max(Instant::compareTo)
                .orElse(now);
        try (PreparedStatement refresh = connection.prepareStatement(REFRESH)) {
            refresh.setString(1, consumer);
            refresh.setObject(2, OffsetDateTime.ofInstant(newest, ZoneOffset.UTC));
            refresh.setObject(3, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
            refresh.executeUpdate();
        }
    }

    /** Folds archived events into the tables in {@code schema}; those of unknown types wait for a release that knows them. */
    public static void replay(Projection projection, Connection connection, String schema, List<ReceivedEvent> events)
            throws SQLException {
        List<Fact> facts = new ArrayList<>(events.size());
        for (ReceivedEvent event : events) {
            decoded(event)
                    .ifPresent(known -> facts.add(new Fact(known, event.key(), event.sequence(), event.happenedAt())));
        }
        projection.apply(connection, schema, facts);
    }

    private static Optional<ContractEvent> decoded(ReceivedEvent event) {
        String json = event.json();
        if (json == null) {
            return Optional.empty();
        }
        try {
            // PostgreSQL cannot keep NUL in a text; the archive keeps the value as it came.
            return EventTypes.named(event.type())
                    .map(type -> Json.read(json.replace("\\u0000", "\\ufffd"), type.shape()));
        } catch (UncheckedIOException e) {
            throw new Unreadable("the value is not a " + event.type(), e);
        }
    }
}

package dev.sequences.designer.views.catalogue;

import dev.sequences.chassis.eventlog.Recorded;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.unit.EventEffect;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.designer.drawing.DraftDocument;
import dev.sequences.designer.sequence.model.Draft;
import dev.sequences.designer.sequence.model.SequenceEvent;
import dev.sequences.designer.sequence.model.SequenceEvent.Activated;
import dev.sequences.designer.sequence.model.SequenceEvent.Created;
import dev.sequences.designer.sequence.model.SequenceEvent.Deactivated;
import dev.sequences.designer.sequence.model.SequenceEvent.Deleted;
import dev.sequences.designer.sequence.model.SequenceEvent.DraftChanged;
import dev.sequences.designer.sequence.model.SequenceEvent.Reassigned;
import dev.sequences.designer.sequence.model.SequenceEvent.Renamed;
import dev.sequences.designer.sequence.model.SequenceEvent.RevisionDiscarded;
import dev.sequences.designer.sequence.model.SequenceEvent.RevisionStarted;
import dev.sequences.designer.sequence.model.SequenceEvent.Tagged;
import dev.sequences.designer.tag.model.TagEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row per sequence, written in the transaction of the events, so reads see a saved draft immediately. An event is applied only
 * to the preceding version of the row, so duplicates have no effect.
 */
@ApplicationScoped
class CatalogueView implements EventEffect {

    /** Removes a deleted tag from the rows of both tables. */
    private static final String TAKE_OFF = """
        with off as (
            update sequence_search set tags = array_remove(tags, ?::text) where tags @> array[?::text] returning id)
        update sequence_catalogue c set tags = array_remove(c.tags, ?::text) from off where c.id = off.id
        """;

    @Override
    public void apply(Unit unit, List<Recorded<?>> events) throws SQLException {
        for (Recorded<?> recorded : events) {
            if (recorded.event() instanceof SequenceEvent event) {
                apply(unit.connection(), recorded, event);
            } else if (recorded.event() instanceof TagEvent.Deleted deleted) {
                Rows.of(unit.connection(), TAKE_OFF)
                        .with(deleted.id(), deleted.id(), deleted.id())
                        .update();
            }
        }
    }

    private static void apply(Connection connection, Recorded<?> at, SequenceEvent event) throws SQLException {
        switch (event) {
            case Created e -> {
                insert(connection, at, e);
                SearchRows.refresh(connection, at.aggregateId());
            }
            case DraftChanged e -> {
                update(connection, at, "draft = ?", text(e.draft()));
                SearchRows.refresh(connection, at.aggregateId());
            }
            case Renamed e -> {
                update(connection, at, "name = ?, description = ?", e.name(), e.description());
                SearchRows.refresh(connection, at.aggregateId());
            }
            case Activated e -> {
                String frozen = text(e.frozen());
                change(
                        connection,
                        at,
                        "status = 'active', live_version = ?, draft = ?, live_draft = ?",
                        e.version(),
                        frozen,
                        frozen);
            }
            case Deactivated e -> change(connection, at, "status = 'inactive'");
            case RevisionStarted e -> change(connection, at, "status = 'revision'");
            case RevisionDiscarded e -> {
                update(connection, at, "status = 'active', draft = coalesce(live_draft, draft)");
                SearchRows.refresh(connection, at.aggregateId());
            }
            case Reassigned e -> change(connection, at, "owner_type = ?, owner = ?", e.ownerType(), e.owner());
            case Tagged e ->
                change(connection, at, "tags = ?", (Object) e.tagIds().toArray(String[]::new));
            case Deleted e -> {
                delete(connection, at);
                SearchRows.delete(connection, at.aggregateId());
            }
        }
    }

    private static void insert(Connection connection, Recorded<?> at, Created e) throws SQLException {
        Rows.of(
                        connection,
                        "insert into sequence_catalogue (id, stream_version, name, description, record_type, status,"
                                + " live_version, owner, business_unit, template_id, draft, created_at, changed_at,"
                                + " changed_by) values (?, ?, ?, ?, ?, 'inactive', 0, ?, ?, ?, ?, ?, ?, ?) on conflict"
                                + " (id) do nothing")
                .with(
                        at.aggregateId(),
                        at.position() + 1,
                        e.name(),
                        e.description(),
                        e.recordType(),
                        e.owner(),
                        e.businessUnit(),
                        e.templateId().orElse(null),
                        text(e.draft()),
                        at.at(),
                        at.at(),
                        at.cause().actor())
                .update();
    }

    /** For changes that do not affect searchable text. */
    private static void change(Connection connection, Recorded<?> at, String set, @Nullable Object... values)
            throws SQLException {
        update(connection, at, set, values);
        SearchRows.updateAttributes(connection, at.aggregateId());
    }

    private static void update(Connection connection, Recorded<?> at, String set, @Nullable Object... values)
            throws SQLException {
        List<@Nullable Object> parameters = new ArrayList<>();
        Collections.addAll(parameters, values);
        Collections.addAll(parameters, at.position() + 1, at.at(), at.cause().actor(), at.aggregateId(), at.position());
        Rows.of(
                        connection,
                        "update sequence_catalogue set " + set + ", stream_version = ?, changed_at = ?, changed_by = ?"
                                + " where id = ? and stream_version = ?")
                .with(parameters.toArray())
                .update();
    }

    private static void delete(Connection connection, Recorded<?> at) throws SQLException {
        Rows.of(connection, "delete from sequence_catalogue where id = ?")
                .with(at.aggregateId())
                .update();
    }

    private static String text(Draft draft) {
        return DraftDocument.of(draft).text();
    }
}

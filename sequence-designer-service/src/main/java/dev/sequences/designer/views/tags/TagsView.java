package dev.sequences.designer.views.tags;

import dev.sequences.chassis.eventlog.Recorded;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.unit.EventEffect;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.designer.tag.model.TagEvent;
import dev.sequences.designer.tag.model.TagEvent.Added;
import dev.sequences.designer.tag.model.TagEvent.Deleted;
import dev.sequences.designer.tag.model.TagEvent.Moved;
import dev.sequences.designer.tag.model.TagEvent.Renamed;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** One row per tag, written in the transaction of the events. The database view {@code tag_path} builds the paths. */
@ApplicationScoped
class TagsView implements EventEffect {

    @Override
    public void apply(Unit unit, List<Recorded<?>> events) throws SQLException {
        long version = 0;
        for (Recorded<?> recorded : events) {
            if (recorded.event() instanceof TagEvent event) {
                apply(unit.connection(), event);
                version = recorded.position() + 1;
            }
        }
        if (version > 0) {
            Rows.of(
                            unit.connection(),
                            "insert into tag_tree (version, stream_version) values (1, ?) on conflict (id) do update"
                                    + " set version = tag_tree.version + 1, stream_version = excluded.stream_version")
                    .with(version)
                    .update();
        }
    }

    private static void apply(Connection connection, TagEvent event) throws SQLException {
        switch (event) {
            case Added e ->
                Rows.of(
                                connection,
                                "insert into tag (id, name, parent_id) values (?, ?, ?) on conflict (id) do nothing")
                        .with(e.id(), e.name(), e.parentId())
                        .update();
            case Renamed e ->
                Rows.of(connection, "update tag set name = ? where id = ?")
                        .with(e.name(), e.id())
                        .update();
            case Moved e ->
                Rows.of(connection, "update tag set parent_id = ? where id = ?")
                        .with(e.parentId(), e.id())
                        .update();
            case Deleted e -> {
                Rows.of(connection, "update tag set parent_id = ? where parent_id = ?")
                        .with(e.parentId(), e.id())
                        .update();
                Rows.of(connection, "delete from tag where id = ?").with(e.id()).update();
            }
        }
    }
}

package dev.sequences.designer.views.catalogue;

import dev.sequences.chassis.rows.Rows;
import java.sql.Connection;
import java.sql.SQLException;

/** Rows of the search table, derived from the catalogue row after it was written. */
final class SearchRows {

    private SearchRows() {}

    /** After a change of texts, steps or templates. */
    static void refresh(Connection connection, String id) throws SQLException {
        execute(connection, """
            insert into sequence_search select * from sequence_search_of(?) on conflict (id) do update set
              (words, step_words, templates, name_order, tags, status, record_type, live_version, owner_type, owner,
               business_unit, created_at, changed_at)
            = (excluded.words, excluded.step_words, excluded.templates, excluded.name_order, excluded.tags, excluded.status,
               excluded.record_type, excluded.live_version, excluded.owner_type, excluded.owner, excluded.business_unit,
               excluded.created_at, excluded.changed_at)
            """, id);
    }

    /** After any other change: leaves the texts and their indexes unchanged. */
    static void updateAttributes(Connection connection, String id) throws SQLException {
        execute(connection, """
            update sequence_search s
            set tags = c.tags, status = c.status, live_version = c.live_version, owner_type = c.owner_type, owner = c.owner,
                changed_at = c.changed_at
            from sequence_catalogue c
            where c.id = s.id and s.id = ?
            """, id);
    }

    static void delete(Connection connection, String id) throws SQLException {
        execute(connection, "delete from sequence_search where id = ?", id);
    }

    private static void execute(Connection connection, String sql, String id) throws SQLException {
        Rows.of(connection, sql).with(id).update();
    }
}

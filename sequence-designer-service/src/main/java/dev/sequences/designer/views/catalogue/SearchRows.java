package dev.sequences.designer.views.catalogue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** What is searched of a sequence, taken from its row in the catalogue after that was written. */
final class SearchRows {

    private SearchRows() {}

    static void refresh(Connection connection, String id) throws SQLException {
        try (PreparedStatement write = connection.prepareStatement(
                "insert into sequence_search select * from sequence_search_of(?) on conflict (id) do update"
                        + " set words = excluded.words, step_words = excluded.step_words, templates = excluded.templates")) {
            write.setString(1, id);
            write.executeUpdate();
        }
    }

    static void delete(Connection connection, String id) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from sequence_search where id = ?")) {
            delete.setString(1, id);
            delete.executeUpdate();
        }
    }
}

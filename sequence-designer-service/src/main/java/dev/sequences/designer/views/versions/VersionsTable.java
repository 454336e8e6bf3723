package dev.sequences.designer.views.versions;

import dev.sequences.designer.drawing.DraftDocument;
import dev.sequences.designer.sequence.model.Editor;
import dev.sequences.designer.views.Visibility;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads of versions. */
@ApplicationScoped
class VersionsTable {

    private static final String COLUMNS = "select number, name, description, change_description, author, activated_at";

    private final DataSource dataSource;

    VersionsTable(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Whether there is such a sequence that this person may see. */
    boolean isVisible(String sequenceId, Editor reader) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement read = connection.prepareStatement(
                        "select 1 from sequence_catalogue c where c.id = ? and " + Visibility.condition(reader))) {
            read.setString(1, sequenceId);
            List<Object> parameters = Visibility.parameters(reader);
            for (int i = 0; i < parameters.size(); i++) {
                read.setObject(i + 2, parameters.get(i));
            }
            try (ResultSet result = read.executeQuery()) {
                return result.next();
            }
        }
    }

    /** What is being drawn; empty when there is no such sequence. */
    Optional<DraftDocument> draft(String sequenceId) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement read =
                        connection.prepareStatement("select draft from sequence_catalogue where id = ?")) {
            read.setString(1, sequenceId);
            try (ResultSet result = read.executeQuery()) {
                return result.next() ? Optional.of(DraftDocument.parse(result.getString(1))) : Optional.empty();
            }
        }
    }

    /** Number of the newest version; 0 when there is none yet. */
    int newest(String sequenceId) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement read = connection.prepareStatement(
                        "select coalesce(max(number), 0) from sequence_version where sequence_id = ?")) {
            read.setString(1, sequenceId);
            try (ResultSet result = read.executeQuery()) {
                result.next();
                return result.getInt(1);
            }
        }
    }

    /** Newest first, below {@code below}, at most {@code most}. */
    List<VersionRow> list(String sequenceId, int below, int most) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement read = connection.prepareStatement(COLUMNS
                        + " from sequence_version where sequence_id = ? and number < ? order by number desc limit ?")) {
            read.setString(1, sequenceId);
            read.setInt(2, below);
            read.setInt(3, most);
            List<VersionRow> rows = new ArrayList<>();
            try (ResultSet result = read.executeQuery()) {
                while (result.next()) {
                    rows.add(row(result, null));
                }
            }
            return rows;
        }
    }

    Optional<VersionRow> find(String sequenceId, int number) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement read = connection.prepareStatement(
                        COLUMNS + ", definition from sequence_version where sequence_id = ? and number = ?")) {
            read.setString(1, sequenceId);
            read.setInt(2, number);
            try (ResultSet result = read.executeQuery()) {
                return result.next() ? Optional.of(row(result, result.getString("definition"))) : Optional.empty();
            }
        }
    }

    private static VersionRow row(ResultSet result, @Nullable String definition) throws SQLException {
        return new VersionRow(
                result.getInt("number"),
                result.getString("name"),
                result.getString("description"),
                result.getString("change_description"),
                result.getString("author"),
                result.getObject("activated_at", OffsetDateTime.class).toInstant(),
                definition);
    }
}

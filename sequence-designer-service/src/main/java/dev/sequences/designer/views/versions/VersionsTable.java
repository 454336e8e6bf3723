package dev.sequences.designer.views.versions;

import dev.sequences.designer.drawing.DraftDocument;
import dev.sequences.designer.sequence.model.Editor;
import dev.sequences.designer.sequence.model.diff.DraftDiff.Titled;
import dev.sequences.designer.views.Reads;
import dev.sequences.designer.views.Visibility;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads of versions. */
@ApplicationScoped
class VersionsTable {

    private static final String COLUMNS =
            "select v.number, v.name, v.description, v.change_description, v.author, v.activated_at";

    /** Versions of one sequence, if the reader may see it: who may not must not learn that there are any. */
    private static final String SEEN =
            " from sequence_version v join sequence_catalogue c on c.id = v.sequence_id where v.sequence_id = ? and ";

    private static final int DEFINITION = 7;

    private final Reads reads;

    VersionsTable(Reads reads) {
        this.reads = reads;
    }

    /** Whether there is such a sequence that this person may see. */
    boolean isVisible(String sequenceId, Editor reader) throws SQLException {
        return reads.read(connection -> {
            try (PreparedStatement read = connection.prepareStatement(
                    "select 1 from sequence_catalogue c where c.id = ? and " + Visibility.condition(reader))) {
                set(read, sequenceId, Visibility.parameters(reader));
                try (ResultSet result = read.executeQuery()) {
                    return result.next();
                }
            }
        });
    }

    /** What is being drawn, and its title; empty when there is no such sequence. */
    Optional<Titled> draft(String sequenceId) throws SQLException {
        return reads.read(connection -> {
            try (PreparedStatement read = connection.prepareStatement(
                    "select name, description, draft from sequence_catalogue where id = ?")) {
                read.setString(1, sequenceId);
                try (ResultSet result = read.executeQuery()) {
                    return result.next()
                            ? Optional.of(new Titled(
                                    result.getString(1),
                                    result.getString(2),
                                    DraftDocument.parse(result.getString(3)).draft()))
                            : Optional.empty();
                }
            }
        });
    }

    /** Number of the newest version; 0 when there is none yet. */
    int newest(String sequenceId) throws SQLException {
        return reads.read(connection -> {
            try (PreparedStatement read = connection.prepareStatement(
                    "select coalesce(max(number), 0) from sequence_version where sequence_id = ?")) {
                read.setString(1, sequenceId);
                try (ResultSet result = read.executeQuery()) {
                    result.next();
                    return result.getInt(1);
                }
            }
        });
    }

    /** Newest first, below {@code below}, at most {@code most}; none also of a sequence that the reader may not see. */
    List<VersionRow> list(String sequenceId, Editor reader, int below, int most) throws SQLException {
        return reads.read(connection -> {
            try (PreparedStatement read = connection.prepareStatement(COLUMNS + SEEN + Visibility.condition(reader)
                    + " and v.number < ? order by v.number desc limit ?")) {
                List<Object> parameters = new ArrayList<>(Visibility.parameters(reader));
                parameters.add(below);
                parameters.add(most);
                set(read, sequenceId, parameters);
                List<VersionRow> rows = new ArrayList<>();
                try (ResultSet result = read.executeQuery()) {
                    while (result.next()) {
                        rows.add(row(result, null));
                    }
                }
                return rows;
            }
        });
    }

    /** Empty also of a sequence that the reader may not see. */
    Optional<VersionRow> find(String sequenceId, Editor reader, int number) throws SQLException {
        return reads.read(connection -> {
            try (PreparedStatement read = connection.prepareStatement(
                    COLUMNS + ", v.definition" + SEEN + Visibility.condition(reader) + " and v.number = ?")) {
                List<Object> parameters = new ArrayList<>(Visibility.parameters(reader));
                parameters.add(number);
                set(read, sequenceId, parameters);
                try (ResultSet result = read.executeQuery()) {
                    return result.next() ? Optional.of(row(result, result.getString(DEFINITION))) : Optional.empty();
                }
            }
        });
    }

    private static void set(PreparedStatement read, String id, List<Object> parameters) throws SQLException {
        read.setString(1, id);
        for (int i = 0; i < parameters.size(); i++) {
            read.setObject(i + 2, parameters.get(i));
        }
    }

    /** By place, since names are looked up anew for every row. */
    private static VersionRow row(ResultSet result, @Nullable String definition) throws SQLException {
        return new VersionRow(
                result.getInt(1),
                result.getString(2),
                result.getString(3),
                result.getString(4),
                result.getString(5),
                result.getObject(6, OffsetDateTime.class).toInstant(),
                definition);
    }
}

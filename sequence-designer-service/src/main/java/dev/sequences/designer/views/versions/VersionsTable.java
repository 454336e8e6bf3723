package dev.sequences.designer.views.versions;

import dev.sequences.chassis.rows.Row;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.designer.drawing.DraftDocument;
import dev.sequences.designer.sequence.model.Editor;
import dev.sequences.designer.sequence.model.diff.DraftDiff.Titled;
import dev.sequences.designer.views.ReadLimiter;
import dev.sequences.designer.views.Visibility;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** ReadLimiter of versions. */
@ApplicationScoped
class VersionsTable {

    private static final String COLUMNS =
            "select v.number, v.name, v.description, v.change_description, v.author, v.activated_at";

    /** Versions of one sequence that the reader may see; otherwise no rows, so that the existence of versions is not disclosed. */
    private static final String VISIBLE =
            " from sequence_version v join sequence_catalogue c on c.id = v.sequence_id where v.sequence_id = ? and ";

    private final ReadLimiter reads;

    VersionsTable(ReadLimiter reads) {
        this.reads = reads;
    }

    /** Whether the sequence exists and the reader may see it. */
    boolean isVisible(String sequenceId, Editor reader) throws SQLException {
        return reads.read(connection -> {
            return Rows.of(
                            connection,
                            "select 1 from sequence_catalogue c where c.id = ? and " + Visibility.condition(reader))
                    .with(sequenceId)
                    .with(Visibility.parameters(reader).toArray())
                    .exists();
        });
    }

    /** The draft with its name and description; empty if the sequence does not exist. */
    Optional<Titled> draft(String sequenceId) throws SQLException {
        return reads.read(connection -> {
            return Rows.of(connection, "select name, description, draft from sequence_catalogue where id = ?")
                    .with(sequenceId)
                    .first(row -> new Titled(
                            row.text("name"),
                            row.textOrNull("description"),
                            DraftDocument.parse(row.text("draft")).draft()));
        });
    }

    /** Number of the newest version; 0 before the first activation. */
    int newest(String sequenceId) throws SQLException {
        return reads.read(connection -> {
            return Rows.of(
                            connection,
                            "select coalesce(max(number), 0) as newest from sequence_version where sequence_id = ?")
                    .with(sequenceId)
                    .one(row -> row.intValue("newest"));
        });
    }

    /** Newest first, below {@code below}, at most {@code max}; empty if the reader may not see the sequence. */
    List<VersionRow> list(String sequenceId, Editor reader, int below, int max) throws SQLException {
        return reads.read(connection -> {
            return Rows.of(
                            connection,
                            COLUMNS + VISIBLE + Visibility.condition(reader)
                                    + " and v.number < ? order by v.number desc limit ?")
                    .with(sequenceId)
                    .with(Visibility.parameters(reader).toArray())
                    .with(below, max)
                    .list(row -> version(row, null));
        });
    }

    /** Empty if the version does not exist or the reader may not see the sequence. */
    Optional<VersionRow> find(String sequenceId, Editor reader, int number) throws SQLException {
        return reads.read(connection -> {
            return Rows.of(
                            connection,
                            COLUMNS + ", v.definition" + VISIBLE + Visibility.condition(reader) + " and v.number = ?")
                    .with(sequenceId)
                    .with(Visibility.parameters(reader).toArray())
                    .with(number)
                    .first(row -> version(row, row.text("definition")));
        });
    }

    private static VersionRow version(Row row, @Nullable String definition) throws SQLException {
        return new VersionRow(
                row.intValue("number"),
                row.text("name"),
                row.textOrNull("description"),
                row.textOrNull("change_description"),
                row.text("author"),
                row.instant("activated_at"),
                definition);
    }
}

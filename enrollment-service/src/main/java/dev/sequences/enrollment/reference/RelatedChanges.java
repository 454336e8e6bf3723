package dev.sequences.enrollment.reference;

import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.unit.Unit;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Changed records that enrollments of other records depend on, until those enrollments have been rechecked. A record that
 * changes again before its recheck starts is queued once; one that changes during the recheck is rechecked again.
 */
@ApplicationScoped
public class RelatedChanges {

    private final ExitReferences references;

    RelatedChanges(ExitReferences references) {
        this.references = references;
    }

    /** An enrollment to recheck, and the cause of the change. */
    public record PendingCheck(String enrollmentId, Cause cause) {}

    private record Change(String recordKey, String lookedAtUpTo, boolean changedAgain, Cause cause) {}

    /** {@code causes}: by record key. */
    public void add(Unit unit, Map<String, Cause> causes) throws SQLException {
        List<String> keys = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        new TreeMap<>(causes).forEach((key, cause) -> {
            keys.add(key);
            texts.add(Json.text(cause));
        });
        try (PreparedStatement insert = unit.connection()
                .prepareStatement("insert into related_change (record_key, cause) select key, cause::jsonb from"
                        + " unnest(?::text[], ?::text[]) as changed(key, cause) order by key on conflict"
                        + " (record_key) do update set again = true, cause = excluded.cause where"
                        + " related_change.looked_at_up_to <> ''")) {
            insert.setArray(1, unit.connection().createArrayOf("text", keys.toArray(String[]::new)));
            insert.setArray(2, unit.connection().createArrayOf("text", texts.toArray(String[]::new)));
            insert.executeUpdate();
        }
    }

    public boolean any(Unit unit) throws SQLException {
        try (PreparedStatement read =
                        unit.connection().prepareStatement("select exists (select 1 from related_change)");
                ResultSet row = read.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    /**
     * Returns up to {@code limit} enrollments and marks them as rechecked. Fewer, or none, do not mean that nothing is pending.
     */
    public List<PendingCheck> next(Unit unit, int limit) throws SQLException {
        List<PendingCheck> next = new ArrayList<>();
        // A record without dependent enrollments returns none, so limit the number of records as well.
        for (int turn = 0; turn < limit && next.size() < limit; turn++) {
            Change change = first(unit);
            if (change == null) {
                break;
            }
            int wanted = limit - next.size();
            List<String> checks = references.dependents(unit, change.recordKey(), change.lookedAtUpTo(), wanted);
            checks.forEach(id -> next.add(new PendingCheck(id, change.cause())));
            if (checks.size() == wanted) {
                saveProgress(unit, change.recordKey(), checks.getLast());
            } else {
                finish(unit, change);
            }
        }
        return next;
    }

    private static @Nullable Change first(Unit unit) throws SQLException {
        try (PreparedStatement read = unit.connection()
                        .prepareStatement("select record_key, looked_at_up_to, again, cause from related_change"
                                + " order by turn limit 1 for update skip locked");
                ResultSet row = read.executeQuery()) {
            return row.next()
                    ? new Change(
                            row.getString(1),
                            row.getString(2),
                            row.getBoolean(3),
                            Json.read(row.getString(4), Cause.class))
                    : null;
        }
    }

    private static void saveProgress(Unit unit, String recordKey, String enrollmentId) throws SQLException {
        try (PreparedStatement update = unit.connection()
                .prepareStatement("update related_change set looked_at_up_to = ? where record_key = ?")) {
            update.setString(1, enrollmentId);
            update.setString(2, recordKey);
            update.executeUpdate();
        }
    }

    private static void finish(Unit unit, Change change) throws SQLException {
        try (PreparedStatement write = unit.connection()
                .prepareStatement(
                        change.changedAgain()
                                ? "update related_change set looked_at_up_to = '', again = false, turn = default"
                                        + " where record_key = ?"
                                : "delete from related_change where record_key = ?")) {
            write.setString(1, change.recordKey());
            write.executeUpdate();
        }
    }
}

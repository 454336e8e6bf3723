package dev.sequences.enrollment.reference;

import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.unit.Unit;
import jakarta.enterprise.context.ApplicationScoped;
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
    public void add(Unit unit, Map<String, Cause> causes) {
        List<String> keys = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        new TreeMap<>(causes).forEach((key, cause) -> {
            keys.add(key);
            texts.add(Json.text(cause));
        });
        Rows.of(
                        unit.connection(),
                        "insert into related_change (record_key, cause) select key, cause::jsonb from"
                                + " unnest(?::text[], ?::text[]) as changed(key, cause) order by key"
                                + " on conflict (record_key) do update set again = true, cause = excluded.cause"
                                + " where related_change.looked_at_up_to <> ''")
                .with(keys, texts)
                .update();
    }

    public boolean any(Unit unit) {
        return Rows.of(unit.connection(), "select exists (select 1 from related_change) as any_left")
                .one(row -> row.bool("any_left"));
    }

    /**
     * Returns up to {@code limit} enrollments and marks them as rechecked. Fewer, or none, do not mean that nothing is pending.
     */
    public List<PendingCheck> next(Unit unit, int limit) {
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

    private static @Nullable Change first(Unit unit) {
        return Rows.of(
                        unit.connection(),
                        "select record_key, looked_at_up_to, again, cause from related_change"
                                + " order by turn limit 1 for update skip locked")
                .first(row -> new Change(
                        row.text("record_key"),
                        row.text("looked_at_up_to"),
                        row.bool("again"),
                        Json.read(row.text("cause"), Cause.class)))
                .orElse(null);
    }

    private static void saveProgress(Unit unit, String recordKey, String enrollmentId) {
        Rows.of(unit.connection(), "update related_change set looked_at_up_to = ? where record_key = ?")
                .with(enrollmentId, recordKey)
                .update();
    }

    private static void finish(Unit unit, Change change) {
        Rows.of(
                        unit.connection(),
                        change.changedAgain()
                                ? "update related_change set looked_at_up_to = '', again = false, turn = default"
                                        + " where record_key = ?"
                                : "delete from related_change where record_key = ?")
                .with(change.recordKey())
                .update();
    }
}

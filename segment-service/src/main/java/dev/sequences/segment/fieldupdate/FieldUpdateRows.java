package dev.sequences.segment.fieldupdate;

import dev.sequences.chassis.rows.Rows;
import java.sql.Connection;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Table {@code field_update}. */
final class FieldUpdateRows {

    static final String APPLIED = "applied";
    static final String REFUSED = "refused";
    static final String DELEGATED = "delegated";

    private static final String UPSERT = """
            insert into field_update (step_id, request_id, outcome, code, record_version, position, decided_at)
            select t.*, ?::timestamptz
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[]) t
            on conflict (step_id) do update set request_id = excluded.request_id, outcome = excluded.outcome,
              code = excluded.code, record_version = excluded.record_version, position = excluded.position,
              decided_at = excluded.decided_at
            """;

    private FieldUpdateRows() {}

    /**
     * The last outcome of a step.
     *
     * @param requestId id of the event that requested the update
     * @param recordVersion version of the record after the update was applied; null otherwise
     * @param position number of the outcome among those of the step, from 0
     */
    record Outcome(
            String stepId,
            String requestId,
            String outcome,
            @Nullable String code,
            @Nullable Long recordVersion,
            long position) {}

    /** Requests of updates before this time are not applied. */
    static Instant start(Connection connection) {
        return Rows.of(connection, "select since from field_update_start").one(row -> row.instant("since"));
    }

    static Map<String, Outcome> read(Connection connection, Collection<String> stepIds) {
        Map<String, Outcome> found = new HashMap<>();
        Rows.of(
                        connection,
                        "select step_id, request_id, outcome, code, record_version, position from field_update"
                                + " where step_id = any(?) order by step_id for update")
                .with(stepIds)
                .forEach(row -> found.put(
                        row.text("step_id"),
                        new Outcome(
                                row.text("step_id"),
                                row.text("request_id"),
                                row.text("outcome"),
                                row.textOrNull("code"),
                                row.longOrNull("record_version"),
                                row.longValue("position"))));
        return found;
    }

    static void write(Connection connection, Collection<Outcome> outcomes, Instant now) {
        List<Outcome> rows = outcomes.stream().toList();
        Rows.of(connection, UPSERT)
                .with(
                        now,
                        rows.stream().map(Outcome::stepId).toArray(String[]::new),
                        rows.stream().map(Outcome::requestId).toArray(String[]::new),
                        rows.stream().map(Outcome::outcome).toArray(String[]::new),
                        rows.stream().map(Outcome::code).toArray(String[]::new),
                        rows.stream().map(Outcome::recordVersion).toArray(Long[]::new),
                        rows.stream().map(Outcome::position).toArray(Long[]::new))
                .update();
    }
}

package dev.sequences.segment.assignment;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.segment.assignment.model.AssignmentFact;
import dev.sequences.segment.assignment.model.AssignmentFact.AssignmentFailed;
import dev.sequences.segment.assignment.model.AssignmentFact.RecordAssigned;
import dev.sequences.segment.record.RecordKey;
import dev.sequences.segment.record.RecordRows;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tables {@code record_assignment} and {@code assignment}: the decisions about records. */
final class AssignmentRows {

    /** Aggregate type of the published facts. */
    static final String ASSIGNMENT = "assignment";

    private static final String STREAM_PREFIX = "assignment:";

    private static final String UPSERT = """
            insert into record_assignment (record_type, record_id, position, assignment_id, segment_id, status, reason, since)
            select t.record_type, t.record_id, t.position, t.assignment_id, t.segment_id, t.status, t.reason, ?
            from unnest(?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[])
              as t(record_type, record_id, position, assignment_id, segment_id, status, reason)
            on conflict (record_type, record_id) do update set position = excluded.position,
              assignment_id = excluded.assignment_id, segment_id = excluded.segment_id, status = excluded.status,
              reason = excluded.reason,
              since = case when record_assignment.status = 'needs-attention' and excluded.status = 'needs-attention'
                  and record_assignment.segment_id = excluded.segment_id
                then record_assignment.since else excluded.since end
            """;

    private static final String RESOLVE = """
            update assignment set status = 'processed' where status = 'needs-attention' and (record_type, record_id) in
              (select * from unnest(?::text[], ?::text[]))
            """;

    private static final String INSERT = """
            insert into assignment (id, record_type, record_id, segment_id, segment_version, rule_id, assignee_type, assignee_id,
              previous_assignee_type, previous_assignee_id, status, reason, method, won_by, bucket, considered, candidates, actor,
              decided_at)
            select t.id, t.record_type, t.record_id, t.segment_id, t.segment_version, t.rule_id, t.assignee_type, t.assignee_id,
              t.previous_type, t.previous_id, t.status, t.reason, t.method, t.won_by, t.bucket, t.considered,
              t.candidates::jsonb, t.actor, ?
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::int[], ?::text[], ?::text[], ?::text[], ?::text[],
              ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::int[], ?::int[], ?::text[], ?::text[])
              as t(id, record_type, record_id, segment_id, segment_version, rule_id, assignee_type, assignee_id, previous_type,
                previous_id, status, reason, method, won_by, bucket, considered, candidates, actor)
            """;

    private AssignmentRows() {}

    /** A decision to store. */
    record Decided(RecordKey key, String previousType, String previousId, AssignmentFact fact, Cause cause) {

        private @Nullable RecordAssigned assigned() {
            return fact instanceof RecordAssigned assigned ? assigned : null;
        }

        private @Nullable AssignmentFailed failed() {
            return fact instanceof AssignmentFailed failed ? failed : null;
        }

        private String status() {
            return assigned() == null ? "needs-attention" : "processed";
        }

        private @Nullable String segmentId() {
            return switch (fact) {
                case RecordAssigned assigned -> assigned.segmentId();
                case AssignmentFailed failed -> failed.segmentId();
            };
        }

        private @Nullable Integer segmentVersion() {
            return switch (fact) {
                case RecordAssigned assigned -> assigned.segmentVersion();
                case AssignmentFailed failed -> Integer.valueOf(failed.segmentVersion());
            };
        }

        private @Nullable String ruleId() {
            return switch (fact) {
                case RecordAssigned assigned -> assigned.ruleId();
                case AssignmentFailed failed -> failed.ruleId();
            };
        }

        private String method() {
            return switch (fact) {
                case RecordAssigned assigned -> assigned.method();
                case AssignmentFailed failed -> failed.method();
            };
        }

        private int considered() {
            return switch (fact) {
                case RecordAssigned assigned -> assigned.considered();
                case AssignmentFailed failed -> failed.considered();
            };
        }

        private Object candidates() {
            return switch (fact) {
                case RecordAssigned assigned -> assigned.candidates();
                case AssignmentFailed failed -> failed.candidates();
            };
        }
    }

    /** Stores decisions and publishes their facts. Requires the lock of decisions: a record is decided by one transaction at a time. */
    static void write(Unit unit, List<Decided> decisions) {
        if (decisions.isEmpty()) {
            return;
        }
        Connection connection = unit.connection();
        List<RecordKey> keys = decisions.stream().map(Decided::key).toList();
        Map<RecordKey, Long> positions = positions(connection, keys);
        List<String> ids = new ArrayList<>();
        List<Long> next = new ArrayList<>();
        for (Decided decided : decisions) {
            long position = positions.getOrDefault(decided.key(), -1L) + 1;
            next.add(position);
            ids.add(UuidCreator.getTimeOrderedEpoch().toString());
            unit.publish(ASSIGNMENT, STREAM_PREFIX + decided.key().text(), position, decided.fact(), decided.cause());
        }
        Object[] keyArrays = RecordRows.arrays(keys);
        Rows.of(connection, RESOLVE).with(keyArrays).update();
        Rows.of(connection, UPSERT)
                .with(unit.now())
                .with(keyArrays)
                .with(
                        next.toArray(Long[]::new),
                        ids.toArray(String[]::new),
                        texts(decisions, Decided::segmentId),
                        texts(decisions, Decided::status),
                        texts(decisions, AssignmentRows::reason))
                .update();
        Rows.of(connection, INSERT)
                .with(unit.now(), ids.toArray(String[]::new))
                .with(keyArrays)
                .with(
                        texts(decisions, Decided::segmentId),
                        decisions.stream().map(Decided::segmentVersion).toArray(Integer[]::new),
                        texts(decisions, Decided::ruleId),
                        texts(
                                decisions,
                                d -> d.assigned() == null ? null : d.assigned().assigneeType()),
                        texts(
                                decisions,
                                d -> d.assigned() == null ? null : d.assigned().assigneeId()),
                        texts(decisions, Decided::previousType),
                        texts(decisions, Decided::previousId),
                        texts(decisions, Decided::status),
                        texts(decisions, AssignmentRows::reason),
                        texts(decisions, Decided::method),
                        texts(
                                decisions,
                                d -> d.assigned() == null ? null : d.assigned().wonBy()),
                        decisions.stream()
                                .map(d -> d.assigned() == null
                                        ? null
                                        : d.assigned().bucket())
                                .toArray(Integer[]::new),
                        decisions.stream().map(Decided::considered).toArray(Integer[]::new),
                        texts(decisions, d -> Json.text(d.candidates())),
                        texts(decisions, d -> d.cause().actor()))
                .update();
    }

    private static @Nullable String reason(Decided decided) {
        AssignmentFailed failed = decided.failed();
        return failed == null ? null : failed.reason();
    }

    private static @Nullable String[] texts(List<Decided> decisions, Function<Decided, @Nullable String> value) {
        return decisions.stream().map(value).toArray(String[]::new);
    }

    private static Map<RecordKey, Long> positions(Connection connection, Collection<RecordKey> keys) {
        Map<RecordKey, Long> positions = new HashMap<>();
        Rows.of(
                        connection,
                        "select record_type, record_id, position from record_assignment"
                                + " join unnest(?::text[], ?::text[]) k(record_type, record_id)"
                                + " using (record_type, record_id)")
                .with(RecordRows.arrays(keys))
                .forEach(row -> positions.put(
                        new RecordKey(row.text("record_type"), row.text("record_id")), row.longValue("position")));
        return positions;
    }
}

package dev.sequences.enrollment.reference;

import dev.sequences.chassis.flow.FactVersion;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.contracts.Topics;
import dev.sequences.enrollment.enrollment.model.Assignee;
import dev.sequences.enrollment.enrollment.model.graph.RecordFacts;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Owner, state and fields of CRM records. Conditions read the fields, which may contain personal data. */
@ApplicationScoped
public class Records {

    /** The consumer that keeps the records up to date. */
    public static final String CONSUMER = "enrollment.records";

    /**
     * A record as decisions need it.
     *
     * @param changedAt when its content last changed; null when unknown or when it changes now
     * @param version version of this state on {@code crm.records}; null if an earlier release stored it
     */
    public record KnownRecord(
            String recordType,
            String recordId,
            Assignee owner,
            boolean active,
            RecordFacts facts,
            @Nullable Instant changedAt,
            @Nullable String version) {

        /** Records that earlier releases stored have no {@code ownerType} among their facts. */
        public KnownRecord {
            if (!facts.fields().containsKey("ownerType")) {
                facts = facts.with("ownerType", owner.type());
            }
        }

        public KnownRecord(
                String recordType,
                String recordId,
                Assignee owner,
                boolean active,
                RecordFacts facts,
                @Nullable String version) {
            this(recordType, recordId, owner, active, facts, null, version);
        }

        /** Returns the fact that decisions with this record are based on; null if its version is unknown. */
        public @Nullable FactVersion fact() {
            return FactVersion.stored(Topics.CRM_RECORDS, key(recordType, recordId), version);
        }
    }

    private record Fields(Map<String, Object> fields) {}

    /** Space of the advisory locks for records without a row. */
    private static final int MISSING_RECORDS = 7_301;

    /** Lock records in the order in which they are stored, to avoid deadlocks. */
    private static final String LOCK = " order by key collate \"C\" for share";

    /** Returns {@code <recordType>:<recordId>}, the key of the records topic. */
    public static String key(String recordType, String recordId) {
        return recordType + ":" + recordId;
    }

    public Optional<KnownRecord> find(Unit unit, String recordType, String recordId) {
        return Optional.ofNullable(
                find(unit, List.of(key(recordType, recordId))).get(key(recordType, recordId)));
    }

    /** Returns the known records among {@code keys}, in one query. */
    public Map<String, KnownRecord> find(Unit unit, Collection<String> keys) {
        return find(unit, keys, "");
    }

    /** As {@link #find}, and locks the records against changes by other replicas until the end of the unit of work. */
    public Map<String, KnownRecord> lock(Unit unit, Collection<String> keys) {
        return find(unit, keys, LOCK);
    }

    /** Whether a record is active, and its version on {@code crm.records}; null if an earlier release stored it. */
    public record RecordStatus(boolean active, @Nullable String version) {}

    /** Returns the status of the known records among {@code keys}. Locks all of them, so that no other one is closed meanwhile. */
    public Map<String, RecordStatus> lockStatuses(Unit unit, Collection<String> keys) {
        Map<String, RecordStatus> statuses = new HashMap<>();
        Rows.of(unit.connection(), "select key, active, version from record where key = any(?)" + LOCK)
                .with(keys)
                .forEach(row ->
                        statuses.put(row.text("key"), new RecordStatus(row.bool("active"), row.textOrNull("version"))));
        return statuses;
    }

    /**
     * Locks records that have no row: who finds a record missing and who creates it wait for each other's unit of work. Keys share 64 locks,
     * taken in one order.
     */
    public void lockMissing(Unit unit, Collection<String> keys) {
        if (!keys.isEmpty()) {
            Rows.of(
                            unit.connection(),
                            "select pg_advisory_xact_lock(" + MISSING_RECORDS + ", bucket) from (select distinct"
                                    + " hashtext(key) & 63 as bucket from unnest(?::text[]) as k(key) order by 1) b")
                    .with(keys)
                    .forEach(row -> {});
        }
    }

    private static Map<String, KnownRecord> find(Unit unit, Collection<String> keys, String lock) {
        Map<String, KnownRecord> known = new HashMap<>();
        if (keys.isEmpty()) {
            return known;
        }
        Rows.of(
                        unit.connection(),
                        "select key, record_type, record_id, owner_type, owner_id, active, fields, changed_at,"
                                + " version from record where key = any(?)" + lock)
                .with(keys.stream().distinct().toList())
                .forEach(row -> known.put(
                        row.text("key"),
                        new KnownRecord(
                                row.text("record_type"),
                                row.text("record_id"),
                                new Assignee(row.text("owner_type"), row.text("owner_id")),
                                row.bool("active"),
                                new RecordFacts(Json.read(row.text("fields"), Fields.class)
                                        .fields()),
                                row.instantOrNull("changed_at"),
                                row.textOrNull("version"))));
        return known;
    }

    /** Stores all records in one statement; the last of several states of a record wins. Returns the keys of those that were not known. */
    public List<String> store(Unit unit, Collection<KnownRecord> records) {
        if (records.isEmpty()) {
            return List.of();
        }
        List<KnownRecord> last = List.copyOf(records.stream()
                .collect(Collectors.toMap(r -> key(r.recordType(), r.recordId()), r -> r, (a, b) -> b, TreeMap::new))
                .values());
        // An unchanged record keeps its time of change.
        return Rows.of(
                        unit.connection(),
                        "insert into record (key, record_type, record_id, owner_type, owner_id, active, fields,"
                                + " version, changed_at) select key, record_type, record_id, owner_type, owner_id,"
                                + " active, fields::jsonb, version, ?::timestamptz from unnest(?::text[], ?::text[],"
                                + " ?::text[], ?::text[], ?::text[], ?::boolean[], ?::text[], ?::text[]) as t(key,"
                                + " record_type, record_id, owner_type, owner_id, active, fields, version)"
                                + " on conflict (key) do update set version = excluded.version,"
                                + " owner_type = excluded.owner_type, owner_id = excluded.owner_id,"
                                + " active = excluded.active, fields = excluded.fields, changed_at ="
                                + " case when (record.owner_type, record.owner_id, record.active, record.fields)"
                                + " is distinct from (excluded.owner_type, excluded.owner_id, excluded.active,"
                                + " excluded.fields) then excluded.changed_at else record.changed_at end"
                                + " returning key, xmax = 0 as is_new")
                .with(
                        unit.now(),
                        column(last, r -> key(r.recordType(), r.recordId())),
                        column(last, KnownRecord::recordType),
                        column(last, KnownRecord::recordId),
                        column(last, r -> r.owner().type()),
                        column(last, r -> r.owner().id()),
                        column(last, KnownRecord::active),
                        column(last, r -> Json.text(new Fields(r.facts().fields()))),
                        last.stream().map(KnownRecord::version).toArray(String[]::new))
                .list(row -> row.bool("is_new") ? Optional.of(row.text("key")) : Optional.<String>empty())
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static <T> List<T> column(List<KnownRecord> records, Function<KnownRecord, T> value) {
        return records.stream().map(value).toList();
    }

    public void remove(Unit unit, Collection<String> keys) {
        if (!keys.isEmpty()) {
            Rows.of(unit.connection(), "delete from record where key = any(?)")
                    .with(keys)
                    .update();
        }
    }
}

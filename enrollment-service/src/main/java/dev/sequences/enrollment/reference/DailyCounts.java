package dev.sequences.enrollment.reference;

import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.rows.StorageFailure;
import dev.sequences.enrollment.enrollment.model.Gate;
import dev.sequences.enrollment.enrollment.model.calendar.CappedAction;
import dev.sequences.enrollment.enrollment.model.calendar.Caps;
import dev.sequences.enrollment.enrollment.model.calendar.OpenDays;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Counts per local day what a sequence does, within its daily caps. Above the cap, the next day with room is reserved, first
 * come, first served. A reserved place that is not used stays empty.
 *
 * <p>A run of full days is stored for every sequence with the same cap and the same open days, so that finding a free day
 * reads a few rows however many days are full. Other caps or other open days have their own runs.
 *
 * <p>Create one per transaction. It locks its sequences until the commit, so replicas count one after the other.
 */
public final class DailyCounts {

    /** Age after which counts are deleted, relative to the day being counted. */
    private static final int RETENTION_DAYS = 60;

    /** Local dates of all time zones differ by at most one day. */
    private static final int MAX_ZONE_DIFFERENCE_DAYS = 2;

    private static final int READ_GROWTH = 4;
    private static final int MAX_DAYS_TO_READ = 512;

    private record Counter(String sequenceId, CappedAction action) {}

    private record Key(Counter counter, LocalDate day) {}

    private static final class Row {
        private int used;
        private boolean fresh = true;
        private boolean changed;
    }

    /** Identifies the full days of one cap and one set of open days. */
    private record CapKey(Counter counter, int cap, UUID openDays) {}

    private static final class FullDays {
        private final boolean fresh;
        private LocalDate next;
        private boolean changed;

        private FullDays(LocalDate next, boolean fresh) {
            this.next = next;
            this.fresh = fresh;
        }
    }

    private final Connection connection;
    private final Map<Key, Row> rows = new LinkedHashMap<>();
    private final Map<CapKey, TreeMap<LocalDate, FullDays>> full = new LinkedHashMap<>();
    private final Map<OpenDays, UUID> digests = new HashMap<>();
    private LocalDate earliest = LocalDate.MAX;

    private DailyCounts(Connection connection) {
        this.connection = connection;
    }

    /** Locks these sequences in a fixed order, which avoids deadlocks. */
    public static DailyCounts of(Connection connection, Collection<String> sequenceIds) {
        if (!sequenceIds.isEmpty()) {
            Rows.of(
                            connection,
                            "select pg_advisory_xact_lock(key) from (select distinct hashtextextended(id, 20260304)"
                                    + " as key from unnest(?::text[]) as id order by 1) as ordered")
                    .with(sequenceIds.stream().distinct().toList())
                    .forEach(row -> {});
        }
        return new DailyCounts(connection);
    }

    /** Counts everything requested on the first day with room for all of it, and returns that day. */
    public LocalDate reserve(String sequenceId, Gate.CapRequest request, Caps caps) {
        LocalDate day = request.day();
        earliest = day.isBefore(earliest) ? day : earliest;
        for (boolean moved = true; moved; ) {
            moved = false;
            for (CappedAction action : request.actions()) {
                LocalDate room =
                        firstDayWithRoom(new Counter(sequenceId, action), caps.of(action), day, request.days());
                moved |= room.isAfter(day);
                day = room;
            }
        }
        for (CappedAction action : request.actions()) {
            Row row = row(new Counter(sequenceId, action), day, 1);
            row.used++;
            row.changed = true;
        }
        return day;
    }

    /** Returns {@code from}, or the first open day after it with room. */
    private LocalDate firstDayWithRoom(Counter counter, int cap, LocalDate from, OpenDays days) {
        if (row(counter, from, 1).used < cap) {
            return from;
        }
        FullDays known = fullDays(new CapKey(counter, cap, digests.computeIfAbsent(days, DailyCounts::digest)), from);
        LocalDate day = known.next.isAfter(from) ? known.next : days.after(from);
        int daysToRead = 1;
        while (row(counter, day, daysToRead).used >= cap) {
            day = days.after(day);
            if (!rows.containsKey(new Key(counter, day))) {
                daysToRead = Math.min(daysToRead * READ_GROWTH, MAX_DAYS_TO_READ);
            }
        }
        if (!day.equals(known.next)) {
            known.next = day;
            known.changed = true;
        }
        return day;
    }

    private static UUID digest(OpenDays days) {
        return UUID.nameUUIDFromBytes(days.canonicalText().getBytes(StandardCharsets.UTF_8));
    }

    /** Returns what is known about the days from {@code from}. */
    private FullDays fullDays(CapKey capKey, LocalDate from) {
        TreeMap<LocalDate, FullDays> known = full.computeIfAbsent(capKey, key -> read(key, from));
        Map.Entry<LocalDate, FullDays> before = known.floorEntry(from);
        if (before != null && before.getValue().next.isAfter(from)) {
            return before.getValue();
        }
        return known.compute(from, (day, none) -> new FullDays(from, true));
    }

    private TreeMap<LocalDate, FullDays> read(CapKey capKey, LocalDate from) {
        TreeMap<LocalDate, FullDays> known = new TreeMap<>();
        Rows.of(
                        connection,
                        "select from_day, next_day from full_days"
                                + " where sequence_id = ? and what = ? and most = ? and open_days = ? and next_day > ?")
                .with(
                        capKey.counter().sequenceId(),
                        capKey.counter().action().label(),
                        capKey.cap(),
                        capKey.openDays(),
                        from)
                .forEach(row -> known.put(row.date("from_day"), new FullDays(row.date("next_day"), false)));
        return known;
    }

    /** {@code daysToRead}: number of days to read at once when this one is not cached. */
    private Row row(Counter counter, LocalDate day, int daysToRead) {
        Key key = new Key(counter, day);
        @Nullable Row known = rows.get(key);
        if (known == null) {
            read(counter, day, daysToRead);
            known = rows.computeIfAbsent(key, unread -> new Row());
        }
        return known;
    }

    /** Reads days that are not cached; cached days keep the counts of this transaction. */
    private void read(Counter counter, LocalDate from, int days) {
        for (int i = 0; i < days; i++) {
            rows.putIfAbsent(new Key(counter, from.plusDays(i)), new Row());
        }
        Rows.of(
                        connection,
                        "select day, used from daily_count where sequence_id = ? and what = ? and day >= ? and day < ?")
                .with(counter.sequenceId(), counter.action().label(), from, from.plusDays(days))
                .forEach(stored -> {
                    Row row = rows.computeIfAbsent(new Key(counter, stored.date("day")), unread -> new Row());
                    if (row.fresh && !row.changed) {
                        row.used = stored.intValue("used");
                        row.fresh = false;
                    }
                });
    }

    /** Writes the changed counts and full days. */
    public void flush() {
        try {
            writeCounts();
            writeFullDays();
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    private void writeCounts() throws SQLException {
        try (PreparedStatement upsert =
                        connection.prepareStatement("insert into daily_count (sequence_id, what, day, used)"
                                + " values (?, ?, ?, ?)"
                                + " on conflict (sequence_id, what, day) do update set used = excluded.used");
                PreparedStatement delete = connection.prepareStatement(
                        "delete from daily_count where sequence_id = ? and what = ? and day < ?")) {
            for (Map.Entry<Key, Row> entry : rows.entrySet()) {
                Counter counter = entry.getKey().counter();
                Row row = entry.getValue();
                if (!row.changed) {
                    continue;
                }
                upsert.setString(1, counter.sequenceId());
                upsert.setString(2, counter.action().label());
                upsert.setObject(3, entry.getKey().day());
                upsert.setInt(4, row.used);
                upsert.addBatch();
                if (row.fresh) {
                    delete.setString(1, counter.sequenceId());
                    delete.setString(2, counter.action().label());
                    delete.setObject(3, earliest.minusDays(RETENTION_DAYS));
                    delete.addBatch();
                }
            }
            upsert.executeBatch();
            delete.executeBatch();
        }
    }

    private void writeFullDays() throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(
                        "insert into full_days (sequence_id, what, most, open_days, from_day, next_day) values (?, ?,"
                                + " ?, ?, ?, ?) on conflict (sequence_id, what, most, open_days, from_day) do update set"
                                + " next_day = excluded.next_day");
                PreparedStatement delete = connection.prepareStatement(
                        "delete from full_days where sequence_id = ? and what = ? and next_day < ?")) {
            for (Map.Entry<CapKey, TreeMap<LocalDate, FullDays>> entry : full.entrySet()) {
                CapKey capKey = entry.getKey();
                boolean fresh = false;
                for (Map.Entry<LocalDate, FullDays> days : entry.getValue().entrySet()) {
                    if (days.getValue().changed) {
                        upsert.setString(1, capKey.counter().sequenceId());
                        upsert.setString(2, capKey.counter().action().label());
                        upsert.setInt(3, capKey.cap());
                        upsert.setObject(4, capKey.openDays());
                        upsert.setObject(5, days.getKey());
                        upsert.setObject(6, days.getValue().next);
                        upsert.addBatch();
                        fresh |= days.getValue().fresh;
                    }
                }
                if (fresh) {
                    delete.setString(1, capKey.counter().sequenceId());
                    delete.setString(2, capKey.counter().action().label());
                    delete.setObject(3, earliest.minusDays(MAX_ZONE_DIFFERENCE_DAYS));
                    delete.addBatch();
                }
            }
            upsert.executeBatch();
            delete.executeBatch();
        }
    }
}

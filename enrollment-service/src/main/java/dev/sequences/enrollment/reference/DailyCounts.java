package dev.sequences.enrollment.reference;

import dev.sequences.chassis.unit.StorageFailure;
import dev.sequences.enrollment.enrollment.model.Gate;
import dev.sequences.enrollment.enrollment.model.calendar.CappedAction;
import dev.sequences.enrollment.enrollment.model.calendar.Caps;
import dev.sequences.enrollment.enrollment.model.calendar.OpenDays;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
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
    private static final int KEPT_DAYS = 60;

    /** Local dates of all time zones differ by at most one day. */
    private static final int ZONES_APART = 2;

    private static final int FIRST_LOOK = 4;
    private static final int LONGEST_LOOK = 512;

    private record What(String sequenceId, CappedAction what) {}

    private record Key(What what, LocalDate day) {}

    private static final class Row {
        private int used;
        private boolean fresh = true;
        private boolean changed;
    }

    /** Identifies the full days of one cap and one set of open days. */
    private record Whose(What what, int most, UUID openDays) {}

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
    private final Map<Whose, TreeMap<LocalDate, FullDays>> full = new LinkedHashMap<>();
    private final Map<OpenDays, UUID> digests = new HashMap<>();
    private LocalDate earliest = LocalDate.MAX;

    private DailyCounts(Connection connection) {
        this.connection = connection;
    }

    /** Locks these sequences in a fixed order, which avoids deadlocks. */
    public static DailyCounts of(Connection connection, Collection<String> sequenceIds) {
        if (!sequenceIds.isEmpty()) {
            try (PreparedStatement lock = connection.prepareStatement(
                    "select pg_advisory_xact_lock(key) from (select distinct hashtextextended(id, 20260304) as key"
                            + " from unnest(?::text[]) as id order by 1) as ordered")) {
                lock.setArray(
                        1,
                        connection.createArrayOf(
                                "text", sequenceIds.stream().distinct().toArray(String[]::new)));
                lock.execute();
            } catch (SQLException e) {
                throw new StorageFailure(e);
            }
        }
        return new DailyCounts(connection);
    }

    /** Counts everything requested on the first day with room for all of it, and returns that day. */
    public LocalDate take(String sequenceId, Gate.Ask ask, Caps caps) {
        LocalDate day = ask.day();
        earliest = day.isBefore(earliest) ? day : earliest;
        for (boolean moved = true; moved; ) {
            moved = false;
            for (CappedAction what : ask.things()) {
                LocalDate room = room(new What(sequenceId, what), caps.of(what), day, ask.days());
                moved |= room.isAfter(day);
                day = room;
            }
        }
        for (CappedAction what : ask.things()) {
            Row row = row(new What(sequenceId, what), day, 1);
            row.used++;
            row.changed = true;
        }
        return day;
    }

    /** Returns {@code from}, or the first open day after it with room. */
    private LocalDate room(What what, int most, LocalDate from, OpenDays days) {
        if (row(what, from, 1).used < most) {
            return from;
        }
        FullDays known = known(new Whose(what, most, digests.computeIfAbsent(days, DailyCounts::digest)), from);
        LocalDate day = known.next.isAfter(from) ? known.next : days.after(from);
        int look = 1;
        while (row(what, day, look).used >= most) {
            day = days.after(day);
            if (!rows.containsKey(new Key(what, day))) {
                look = Math.min(look * FIRST_LOOK, LONGEST_LOOK);
            }
        }
        if (!day.equals(known.next)) {
            known.next = day;
            known.changed = true;
        }
        return day;
    }

    private static UUID digest(OpenDays days) {
        return UUID.nameUUIDFromBytes(days.inWords().getBytes(StandardCharsets.UTF_8));
    }

    /** Returns what is known about the days from {@code from}. */
    private FullDays known(Whose whose, LocalDate from) {
        TreeMap<LocalDate, FullDays> known = full.computeIfAbsent(whose, key -> read(key, from));
        Map.Entry<LocalDate, FullDays> before = known.floorEntry(from);
        if (before != null && before.getValue().next.isAfter(from)) {
            return before.getValue();
        }
        return known.compute(from, (day, none) -> new FullDays(from, true));
    }

    private TreeMap<LocalDate, FullDays> read(Whose whose, LocalDate from) {
        try (PreparedStatement read = connection.prepareStatement("select from_day, next_day from full_days"
                + " where sequence_id = ? and what = ? and most = ? and open_days = ? and next_day > ?")) {
            read.setString(1, whose.what().sequenceId());
            read.setString(2, whose.what().what().label());
            read.setInt(3, whose.most());
            read.setObject(4, whose.openDays());
            read.setObject(5, from);
            TreeMap<LocalDate, FullDays> known = new TreeMap<>();
            try (ResultSet result = read.executeQuery()) {
                while (result.next()) {
                    known.put(
                            result.getObject(1, LocalDate.class),
                            new FullDays(result.getObject(2, LocalDate.class), false));
                }
            }
            return known;
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    /** {@code look}: number of days to read at once when this one is not cached. */
    private Row row(What what, LocalDate day, int look) {
        Key key = new Key(what, day);
        @Nullable Row known = rows.get(key);
        if (known == null) {
            read(what, day, look);
            known = rows.computeIfAbsent(key, unread -> new Row());
        }
        return known;
    }

    /** Reads days that are not cached; cached days keep the counts of this transaction. */
    private void read(What what, LocalDate from, int days) {
        for (int i = 0; i < days; i++) {
            rows.putIfAbsent(new Key(what, from.plusDays(i)), new Row());
        }
        try (PreparedStatement read = connection.prepareStatement(
                "select day, used from daily_count" + " where sequence_id = ? and what = ? and day >= ? and day < ?")) {
            read.setString(1, what.sequenceId());
            read.setString(2, what.what().label());
            read.setObject(3, from);
            read.setObject(4, from.plusDays(days));
            try (ResultSet result = read.executeQuery()) {
                while (result.next()) {
                    Row row = rows.computeIfAbsent(
                            new Key(what, result.getObject(1, LocalDate.class)), unread -> new Row());
                    if (row.fresh && !row.changed) {
                        row.used = result.getInt(2);
                        row.fresh = false;
                    }
                }
            }
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
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
                PreparedStatement forget = connection.prepareStatement(
                        "delete from daily_count where sequence_id = ? and what = ? and day < ?")) {
            for (Map.Entry<Key, Row> entry : rows.entrySet()) {
                What what = entry.getKey().what();
                Row row = entry.getValue();
                if (!row.changed) {
                    continue;
                }
                upsert.setString(1, what.sequenceId());
                upsert.setString(2, what.what().label());
                upsert.setObject(3, entry.getKey().day());
                upsert.setInt(4, row.used);
                upsert.addBatch();
                if (row.fresh) {
                    forget.setString(1, what.sequenceId());
                    forget.setString(2, what.what().label());
                    forget.setObject(3, earliest.minusDays(KEPT_DAYS));
                    forget.addBatch();
                }
            }
            upsert.executeBatch();
            forget.executeBatch();
        }
    }

    private void writeFullDays() throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(
                        "insert into full_days (sequence_id, what, most, open_days, from_day, next_day) values (?, ?,"
                            + " ?, ?, ?, ?) on conflict (sequence_id, what, most, open_days, from_day) do update set"
                            + " next_day = excluded.next_day");
                PreparedStatement forget = connection.prepareStatement(
                        "delete from full_days where sequence_id = ? and what = ? and next_day < ?")) {
            for (Map.Entry<Whose, TreeMap<LocalDate, FullDays>> entry : full.entrySet()) {
                Whose whose = entry.getKey();
                boolean fresh = false;
                for (Map.Entry<LocalDate, FullDays> days : entry.getValue().entrySet()) {
                    if (days.getValue().changed) {
                        upsert.setString(1, whose.what().sequenceId());
                        upsert.setString(2, whose.what().what().label());
                        upsert.setInt(3, whose.most());
                        upsert.setObject(4, whose.openDays());
                        upsert.setObject(5, days.getKey());
                        upsert.setObject(6, days.getValue().next);
                        upsert.addBatch();
                        fresh |= days.getValue().fresh;
                    }
                }
                if (fresh) {
                    forget.setString(1, whose.what().sequenceId());
                    forget.setString(2, whose.what().what().label());
                    forget.setObject(3, earliest.minusDays(ZONES_APART));
                    forget.addBatch();
                }
            }
            upsert.executeBatch();
            forget.executeBatch();
        }
    }
}

package dev.sequences.enrollment.reference;

import dev.sequences.chassis.unit.StorageFailure;
import dev.sequences.enrollment.enrollment.model.Gate;
import dev.sequences.enrollment.enrollment.model.calendar.Caps;
import dev.sequences.enrollment.enrollment.model.calendar.Counted;
import dev.sequences.enrollment.enrollment.model.calendar.Openings;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a sequence does per local day, within its caps. Over the cap a place on the next day with room is given away, first
 * come, first served; a place that is not used in the end stays empty. A full day says where to look next, so that a
 * place is found in about the same time however many days are full.
 *
 * <p>One per transaction. Whoever counts for a sequence holds its lock until the commit: replicas take turns.
 */
public final class DailyCounts {

    /** Days that are long over are forgotten, as seen from the day on which is counted now. */
    private static final int KEPT_DAYS = 60;

    private record Key(String sequenceId, Counted what, LocalDate day) {}

    private static final class Row {
        private int used;
        private @Nullable LocalDate nextDay;
        private boolean fresh;
        private boolean changed;
    }

    private final Connection connection;
    private final Map<Key, Row> rows = new LinkedHashMap<>();
    private LocalDate earliest = LocalDate.MAX;

    private DailyCounts(Connection connection) {
        this.connection = connection;
    }

    /** Locks these sequences, in an order that is the same for everybody. */
    public static DailyCounts of(Connection connection, Collection<String> sequenceIds) {
        if (!sequenceIds.isEmpty()) {
            try (PreparedStatement lock = connection.prepareStatement(
                    "select pg_advisory_xact_lock(key) from (select distinct"
                            + " hashtextextended(id, 20260304) as key from unnest(?::text[]) as id order by 1) as ordered")) {
                lock.setArray(
                        1,
                        connection.createArrayOf(
                                "text", sequenceIds.stream().distinct().toArray()));
                lock.execute();
            } catch (SQLException e) {
                throw new StorageFailure(e);
            }
        }
        return new DailyCounts(connection);
    }

    /** Counts all that is asked for on the first day on which all of it has room; answers the day. */
    public LocalDate take(String sequenceId, Gate.Ask ask, Caps caps) {
        LocalDate day = ask.day();
        earliest = day.isBefore(earliest) ? day : earliest;
        for (boolean moved = true; moved; ) {
            moved = false;
            for (Counted what : ask.things()) {
                LocalDate room = room(sequenceId, what, caps.of(what), day, ask.openings());
                moved |= room.isAfter(day);
                day = room;
            }
        }
        for (Counted what : ask.things()) {
            Row row = row(new Key(sequenceId, what, day));
            row.used++;
            row.changed = true;
        }
        return day;
    }

    private LocalDate room(String sequenceId, Counted what, int most, LocalDate from, Openings openings) {
        List<Row> full = new ArrayList<>();
        LocalDate day = from;
        Row row = row(new Key(sequenceId, what, day));
        while (row.used >= most) {
            full.add(row);
            day = row.nextDay == null ? openings.dayAfter(day) : row.nextDay;
            row = row(new Key(sequenceId, what, day));
        }
        for (Row one : full) {
            if (!day.equals(one.nextDay)) {
                one.nextDay = day;
                one.changed = true;
            }
        }
        return day;
    }

    private Row row(Key key) {
        return rows.computeIfAbsent(key, this::read);
    }

    private Row read(Key key) {
        try (PreparedStatement read = connection.prepareStatement(
                "select used, next_day from daily_count where sequence_id = ? and what = ? and day = ?")) {
            read.setString(1, key.sequenceId());
            read.setString(2, key.what().label());
            read.setObject(3, key.day());
            Row row = new Row();
            try (ResultSet result = read.executeQuery()) {
                row.fresh = !result.next();
                if (!row.fresh) {
                    row.used = result.getInt(1);
                    Date next = result.getDate(2);
                    row.nextDay = next == null ? null : next.toLocalDate();
                }
            }
            return row;
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    /** Writes what was counted. */
    public void flush() {
        try (PreparedStatement upsert = connection.prepareStatement(
                        "insert into daily_count (sequence_id, what, day, used, next_day) values (?, ?, ?, ?, ?)"
                                + " on conflict (sequence_id, what, day) do update set used = excluded.used,"
                                + " next_day = excluded.next_day");
                PreparedStatement forget = connection.prepareStatement(
                        "delete from daily_count where sequence_id = ? and what = ? and day < ?")) {
            for (Map.Entry<Key, Row> entry : rows.entrySet()) {
                Key key = entry.getKey();
                Row row = entry.getValue();
                if (!row.changed) {
                    continue;
                }
                upsert.setString(1, key.sequenceId());
                upsert.setString(2, key.what().label());
                upsert.setObject(3, key.day());
                upsert.setInt(4, row.used);
                upsert.setObject(5, row.nextDay);
                upsert.addBatch();
                if (row.fresh) {
                    forget.setString(1, key.sequenceId());
                    forget.setString(2, key.what().label());
                    forget.setObject(3, earliest.minusDays(KEPT_DAYS));
                    forget.addBatch();
                }
            }
            upsert.executeBatch();
            forget.executeBatch();
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }
}

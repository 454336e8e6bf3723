package dev.sequences.enrollment.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.chassis.rows.Rows;
import dev.sequences.enrollment.enrollment.model.Gate;
import dev.sequences.enrollment.enrollment.model.calendar.CappedAction;
import dev.sequences.enrollment.enrollment.model.calendar.Caps;
import dev.sequences.enrollment.enrollment.model.calendar.OpenDays;
import dev.sequences.language.calendar.Holidays;
import dev.sequences.language.calendar.Hours;
import dev.sequences.language.calendar.OpeningHours;
import dev.sequences.testkit.infra.ServiceResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Counting within caps by several replicas at once, on a real PostgreSQL. 2026-03-04 is a Wednesday. */
@QuarkusTest
@QuarkusTestResource(
        value = ServiceResource.class,
        initArgs = @ResourceArg(name = "sequences.relay.enabled", value = "false"))
class DailyCountsTest {

    private static final LocalDate WEDNESDAY = LocalDate.parse("2026-03-04");
    private static final OpeningHours WORKDAYS = OpeningHours.onDays(
            ZoneOffset.UTC,
            EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
            new Hours(LocalTime.of(8, 0), LocalTime.of(17, 0)),
            Holidays.NONE);

    @Inject
    DataSource dataSource;

    private final String sequence = "counted-" + UUID.randomUUID();

    private List<LocalDate> reserve(int times, Caps caps, LocalDate from, CappedAction... actions) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            return reserve(connection, times, caps, from, actions);
        }
    }

    private List<LocalDate> reserve(
            Connection connection, int times, Caps caps, LocalDate from, CappedAction... actions) throws SQLException {
        DailyCounts counts = DailyCounts.of(connection, List.of(sequence, sequence));
        List<LocalDate> days = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            days.add(
                    counts.reserve(sequence, new Gate.CapRequest(List.of(actions), from, OpenDays.of(WORKDAYS)), caps));
        }
        counts.flush();
        connection.commit();
        return days;
    }

    private Map<String, Integer> stored(CappedAction action) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            Map<String, Integer> used = new TreeMap<>();
            Rows.of(connection, "select day, used from daily_count where sequence_id = ? and what = ? and used > 0")
                    .with(sequence, action.label())
                    .forEach(row -> used.put(row.date("day").toString(), row.intValue("used")));
            return used;
        }
    }

    @Test
    void fillsTheOpenDaysInOrder() throws SQLException {
        Caps caps = new Caps(Map.of(CappedAction.EMAILS, 2));
        assertThat(reserve(7, caps, WEDNESDAY, CappedAction.EMAILS))
                .extracting(LocalDate::toString)
                .containsExactly(
                        "2026-03-04",
                        "2026-03-04",
                        "2026-03-05",
                        "2026-03-05",
                        "2026-03-06",
                        "2026-03-06",
                        "2026-03-09");
        assertThat(reserve(2, caps, LocalDate.parse("2026-03-05"), CappedAction.EMAILS))
                .as("starting from a day in the middle, in another transaction")
                .extracting(LocalDate::toString)
                .containsExactly("2026-03-09", "2026-03-10");
    }

    @Test
    void findsADayWithRoomForAllActions() throws SQLException {
        Caps caps = new Caps(Map.of(CappedAction.ENROLLMENTS, 3, CappedAction.EMAILS, 1));
        reserve(3, caps, WEDNESDAY, CappedAction.EMAILS);
        reserve(3, caps, LocalDate.parse("2026-03-09"), CappedAction.ENROLLMENTS);
        assertThat(reserve(1, caps, WEDNESDAY, CappedAction.ENROLLMENTS, CappedAction.EMAILS))
                .as("mails are full until Friday, enrollments on Monday")
                .containsExactly(LocalDate.parse("2026-03-10"));
        assertThat(stored(CappedAction.ENROLLMENTS))
                .containsEntry("2026-03-09", 3)
                .containsEntry("2026-03-10", 1);
    }

    @Test
    void keepsTheCapWithConcurrentReplicas() throws Exception {
        int replicas = 8;
        int turns = 25;
        int batch = 4;
        int cap = 7;
        Caps caps = new Caps(Map.of(CappedAction.TEXTS, cap));
        List<LocalDate> given = Collections.synchronizedList(new ArrayList<>());
        try (ExecutorService pool = Executors.newFixedThreadPool(replicas)) {
            List<Callable<Boolean>> work = new ArrayList<>();
            for (int i = 0; i < replicas; i++) {
                work.add(() -> {
                    for (int turn = 0; turn < turns; turn++) {
                        given.addAll(reserve(batch, caps, WEDNESDAY, CappedAction.TEXTS));
                    }
                    return true;
                });
            }
            for (Future<Boolean> done : pool.invokeAll(work, 60, TimeUnit.SECONDS)) {
                assertThat(done.get()).isTrue();
            }
        }
        Map<String, Integer> perDay = new TreeMap<>();
        given.forEach(day -> perDay.merge(day.toString(), 1, Integer::sum));
        assertThat(given).hasSize(replicas * turns * batch);
        assertThat(perDay.values()).allSatisfy(used -> assertThat(used).isLessThanOrEqualTo(cap));
        assertThat(perDay.values().stream().filter(used -> used < cap))
                .as("only the last day has room")
                .hasSizeLessThan(2);
        assertThat(stored(CappedAction.TEXTS)).isEqualTo(perDay);
    }

    /** A thousand full days: finding a place reads a few rows instead of a thousand. */
    @Test
    void readsFewDaysWhenManyAreFull() throws SQLException {
        Caps caps = new Caps(Map.of(CappedAction.STEPS, 1));
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            reserve(connection, 1_000, caps, WEDNESDAY, CappedAction.STEPS);
            // The first reservation after them reads to the end and stores where it is.
            reserve(connection, 1, caps, WEDNESDAY, CappedAction.STEPS);
            long before = reads(connection);
            for (int i = 0; i < 20; i++) {
                reserve(connection, 1, caps, WEDNESDAY, CappedAction.STEPS);
            }
            assertThat(reads(connection) - before)
                    .as("rows of days that 20 reservations fetched")
                    .isBetween(20L, 200L);
        }
    }

    private static long reads(Connection connection) throws SQLException {
        try (PreparedStatement flush = connection.prepareStatement("select pg_stat_force_next_flush()")) {
            flush.execute();
        }
        connection.commit();
        return Rows.of(
                        connection,
                        "select coalesce(idx_tup_fetch, 0) + coalesce(seq_tup_read, 0) as rows_read"
                                + " from pg_stat_user_tables where relname = 'daily_count'")
                .one(row -> row.longValue("rows_read"));
    }
}

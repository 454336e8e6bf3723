package dev.sequences.enrollment.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.chassis.decider.Decision;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.enrollment.enrollment.model.Assignee;
import dev.sequences.enrollment.enrollment.model.Enrollment;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.EnrollRecord;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.ReleaseHeldStep;
import dev.sequences.enrollment.enrollment.model.EnrollmentDecider;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.HoldEnded;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.MessageRequested;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.StepHeld;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.StepOpened;
import dev.sequences.enrollment.enrollment.model.Gate;
import dev.sequences.enrollment.enrollment.model.Subject;
import dev.sequences.enrollment.enrollment.model.calendar.CappedAction;
import dev.sequences.enrollment.enrollment.model.calendar.Caps;
import dev.sequences.enrollment.enrollment.model.calendar.OpenDays;
import dev.sequences.enrollment.enrollment.model.calendar.Timetable;
import dev.sequences.enrollment.enrollment.model.calendar.WorkingWeek;
import dev.sequences.enrollment.enrollment.model.graph.Graph;
import dev.sequences.enrollment.enrollment.model.graph.RecordFacts;
import dev.sequences.enrollment.intake.definitions.graph.DefinitionReader;
import dev.sequences.language.calendar.Holidays;
import dev.sequences.language.calendar.Hours;
import dev.sequences.language.calendar.OpeningHours;
import dev.sequences.testkit.infra.ServiceResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * For random calendars, time zones and caps: nothing exceeds its cap on a day, everything gets the first day with room, and no
 * place is lost. Runs on a real PostgreSQL and compares with a naive count.
 */
@QuarkusTest
@QuarkusTestResource(
        value = ServiceResource.class,
        initArgs = @ResourceArg(name = "sequences.relay.enabled", value = "false"))
class DailyCountsPropertyTest {

    private static final LocalDate MONDAY = LocalDate.parse("2026-03-02");
    private static final Assignee ANNA = Assignee.user("anna");
    private static final List<String> ZONES = List.of(
            "UTC",
            "Asia/Tokyo",
            "America/Los_Angeles",
            "Pacific/Auckland",
            "Asia/Kolkata",
            "Europe/Vienna",
            "Pacific/Kiritimati");

    @Inject
    DataSource dataSource;

    private final String sequence = "counted-" + UUID.randomUUID();

    /** Usage by day, counted naively. */
    private final Map<String, Integer> used = new HashMap<>();

    private LocalDate expectedDay(Gate.CapRequest request, Caps caps) {
        LocalDate day = request.day();
        while (!hasRoom(request, caps, day) || (day.isAfter(request.day()) && !isOpen(request.days(), day))) {
            day = day.plusDays(1);
        }
        for (CappedAction action : request.actions()) {
            used.merge(action + " " + day, 1, Integer::sum);
        }
        return day;
    }

    private boolean hasRoom(Gate.CapRequest request, Caps caps, LocalDate day) {
        return request.actions().stream()
                .allMatch(action -> used.getOrDefault(action + " " + day, 0) < caps.of(action));
    }

    private static boolean isOpen(OpenDays days, LocalDate day) {
        Instant end = day.plusDays(1).atStartOfDay(days.zone()).toInstant();
        return days.openings()
                .nextOpen(day.atStartOfDay(days.zone()).toInstant())
                .isBefore(end);
    }

    private LocalDate reserve(Gate.CapRequest request, Caps caps) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            LocalDate day = reserve(connection, request, caps);
            connection.commit();
            return day;
        }
    }

    private LocalDate reserve(Connection connection, Gate.CapRequest request, Caps caps) throws SQLException {
        DailyCounts counts = DailyCounts.of(connection, List.of(sequence));
        LocalDate day = counts.reserve(sequence, request, caps);
        counts.flush();
        return day;
    }

    private static Map<DayOfWeek, List<Hours>> week(Random random) {
        Map<DayOfWeek, List<Hours>> week = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            if (random.nextInt(3) > 0) {
                week.put(day, List.of(new Hours(time(random), time(random))));
            }
        }
        week.putIfAbsent(DayOfWeek.of(1 + random.nextInt(7)), List.of(new Hours(time(random), time(random))));
        return week;
    }

    private static LocalTime time(Random random) {
        return LocalTime.of(random.nextInt(24), 15 * random.nextInt(4));
    }

    private static Holidays off(Random random) {
        Set<LocalDate> days = new HashSet<>();
        LocalDate first = MONDAY.plusDays(random.nextInt(15));
        first.datesUntil(first.plusDays(random.nextInt(25))).forEach(days::add);
        for (int i = 0; i < 4; i++) {
            days.add(MONDAY.plusDays(random.nextInt(60)));
        }
        return new Holidays(days, Set.of());
    }

    private static ZoneId zone(Random random) {
        return ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
    }

    /** Sellers with their own calendars, versions with their own caps, and actions counted together. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15})
    void findsTheFirstDayWithRoom(long seed) throws SQLException {
        Random random = new Random(seed);
        List<OpenDays> sellers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            sellers.add(new OpenDays(
                    ZoneOffset.UTC,
                    new OpeningHours(zone(random), week(random), random.nextBoolean() ? off(random) : Holidays.NONE)));
        }
        List<Caps> versions = List.of(
                new Caps(Map.of(
                        CappedAction.STEPS, 1 + random.nextInt(3), CappedAction.ENROLLMENTS, 1 + random.nextInt(3))),
                new Caps(Map.of(
                        CappedAction.STEPS, 1 + random.nextInt(6), CappedAction.ENROLLMENTS, 1 + random.nextInt(6))));
        List<List<CappedAction>> combinations = List.of(
                List.of(CappedAction.STEPS),
                List.of(CappedAction.ENROLLMENTS, CappedAction.STEPS),
                List.of(CappedAction.ENROLLMENTS));
        LocalDate today = MONDAY;
        for (int i = 0; i < 120; i++) {
            today = random.nextInt(12) == 0 ? today.plusDays(1) : today;
            Caps caps = versions.get(random.nextInt(2));
            Gate.CapRequest request =
                    new Gate.CapRequest(combinations.get(random.nextInt(3)), today, sellers.get(random.nextInt(4)));
            assertThat(reserve(request, caps))
                    .as("request %d: %s within %s", i, request, caps)
                    .isEqualTo(expectedDay(request, caps));
        }
    }

    /** An enrollment and its calendar. */
    private record TestEnrollment(String id, Timetable timetable, Instant begins) {}

    private record Due(Instant at, TestEnrollment enrollment) {}

    private final EnrollmentDecider decider = new EnrollmentDecider();
    private final Map<String, Enrollment> states = new HashMap<>();
    private final Map<String, Integer> executed = new HashMap<>();
    private final Map<String, Integer> holds = new HashMap<>();

    private static Graph graph(Random random, ZoneId zone) {
        String window = random.nextBoolean()
                ? ""
                : ", \"sendWindow\": {\"days\": [\"tuesday\", \"friday\", \"sunday\"], \"from\": \"%s\", \"to\": \"%s\"}"
                        .formatted(time(random), time(random));
        return DefinitionReader.read("""
            {"graph": {"start": "news", "nodes": [
              {"key": "news", "type": "automated-email", "name": "News", "templateId": "t", "next": "call"},
              {"key": "call", "type": "phone-call", "name": "Call"}]},
             "exitCriteria": [], "skipNonWorkingDays": true,
             "timeZone": {"rule": "fixed", "zone": "%s"},
             "dailyCaps": {"enrollments": %d, "emails": %d, "steps": %d}%s}\
            """.formatted(
                        zone.getId(), 1 + random.nextInt(4), 1 + random.nextInt(4), 1 + random.nextInt(3), window));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24})
    void releasesAllStepsWithinHoursAndCaps(long seed) throws SQLException {
        Random random = new Random(seed);
        // In every third run timers fire late, some by days.
        boolean late = seed % 3 == 0;
        ZoneId zone = zone(random);
        Graph version = graph(random, zone);
        PriorityQueue<Due> queue = new PriorityQueue<>(Comparator.comparing(Due::at)
                .thenComparing(due -> due.enrollment().id()));
        List<WorkingWeek> sellers = new ArrayList<>();
        List<ZoneId> zones = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            sellers.add(new WorkingWeek(week(random), i == 0 ? off(random) : Holidays.NONE, true));
            zones.add(zone(random));
        }
        int enrollments = 25;
        for (int i = 0; i < enrollments; i++) {
            int seller = random.nextInt(3);
            Instant begins = MONDAY.atStartOfDay(zone).toInstant().plusSeconds(random.nextInt(4 * 86_400));
            queue.add(new Due(
                    begins,
                    new TestEnrollment(
                            "%s-%03d".formatted(sequence, i),
                            Timetable.of(
                                    version.settings(), sellers.get(seller), zones.get(seller), zone, Holidays.NONE),
                            begins)));
        }
        Instant now = Instant.EPOCH;
        int rounds = 0;
        while (!queue.isEmpty()) {
            assertThat(rounds++).as("terminates").isLessThan(100 * enrollments);
            Due due = Objects.requireNonNull(queue.poll());
            Duration lateness = !late
                    ? Duration.ZERO
                    : Duration.ofSeconds(random.nextInt(6) == 0 ? random.nextInt(200_000) : random.nextInt(3));
            now = due.at().plus(lateness).isAfter(now) ? due.at().plus(lateness) : now;
            @Nullable
            Instant next =
                    advance(due.enrollment(), version.with(due.enrollment().timetable()), now, late);
            if (next != null) {
                queue.add(new Due(next, due.enrollment()));
            }
        }
        assertThat(states.values()).hasSize(enrollments).allMatch(state -> state instanceof Enrollment.AtStep);
        executed.forEach((day, times) -> assertThat(times)
                .as(day)
                .isLessThanOrEqualTo(used.get(day))
                .isLessThanOrEqualTo(
                        version.settings().caps().of(CappedAction.valueOf(day.substring(0, day.indexOf(' '))))));
        if (!late) {
            assertThat(executed).as("no place is lost").isEqualTo(used);
        }
        assertThat(stored()).isEqualTo(used);
    }

    /** Returns when the next timer is due; null when nothing is held any more. */
    private @Nullable Instant advance(TestEnrollment enrollment, Graph graph, Instant now, boolean late)
            throws SQLException {
        Enrollment state = states.getOrDefault(enrollment.id(), decider.initial());
        EnrollmentCommand command;
        if (state instanceof Enrollment.Held held) {
            ReleaseHeldStep release = new ReleaseHeldStep(held.stepId(), null, graph, ANNA, RecordFacts.NONE, now);
            Gate.CapRequest request = Gate.capRequest(state, release).orElse(null);
            LocalDate day = null;
            if (request != null) {
                Caps caps = graph.timetable().caps();
                day = reserve(request, caps);
                assertThat(day).as("the first day with room, of %s", request).isEqualTo(expectedDay(request, caps));
            }
            command = new ReleaseHeldStep(held.stepId(), day, graph, ANNA, RecordFacts.NONE, now);
        } else {
            command = new EnrollRecord(
                    enrollment.id(),
                    new Subject(sequence, 1, "lead", enrollment.id()),
                    "manual",
                    null,
                    ANNA,
                    true,
                    graph,
                    null,
                    RecordFacts.NONE,
                    now);
        }
        if (!(decider.decide(state, command) instanceof Decision.Accepted<EnrollmentEvent> accepted)) {
            throw new AssertionError("refused");
        }
        for (EnrollmentEvent event : accepted.events()) {
            state = check(enrollment, graph, state, event, now, late);
        }
        states.put(enrollment.id(), state);
        return state instanceof Enrollment.Held held ? held.until() : null;
    }

    private Enrollment check(
            TestEnrollment enrollment,
            Graph graph,
            Enrollment before,
            EnrollmentEvent event,
            Instant now,
            boolean late) {
        LocalDate today = graph.timetable().day(now);
        Enrollment after = decider.evolve(before, event);
        switch (event) {
            case StepHeld held -> {
                int times = holds.merge(enrollment.id() + held.stepKey(), 1, Integer::sum);
                if (!late) {
                    assertThat(times).as("window, turn and place: %s", held).isLessThanOrEqualTo(3);
                }
            }
            case HoldEnded ended -> {
                if (before instanceof Enrollment.Held held) {
                    if (held.entering()) {
                        executed.merge("ENROLLMENTS " + today, 1, Integer::sum);
                    }
                    if (!late
                            && held.reason().equals("daily-cap")
                            && ended.stepKey().equals("call")) {
                        assertThat(graph.timetable().stepDays().openings().isOpen(now))
                                .as("in the seller's hours: %s at %s", held, now)
                                .isTrue();
                    }
                }
            }
            case MessageRequested sent -> {
                executed.merge("EMAILS " + today, 1, Integer::sum);
                assertThat(graph.timetable().sending().isOpen(now))
                        .as("%s", sent)
                        .isTrue();
            }
            case StepOpened opened -> executed.merge("STEPS " + today, 1, Integer::sum);
            default -> {
                // Other nodes are not counted.
            }
        }
        return after;
    }

    private Map<String, Integer> stored() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            Map<String, Integer> stored = new HashMap<>();
            Rows.of(
                            connection,
                            "select upper(what) || ' ' || day as action_and_day, used from daily_count"
                                    + " where sequence_id = ?")
                    .with(sequence)
                    .forEach(row -> stored.put(row.text("action_and_day"), row.intValue("used")));
            return stored;
        }
    }

    /** A backlog of years, read with other open days and another cap. */
    @Test
    void readsFewRowsWithALongBacklog() throws SQLException {
        OpeningHours workdays = OpeningHours.onDays(
                ZoneOffset.UTC,
                List.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY, DayOfWeek.FRIDAY),
                new Hours(LocalTime.of(8, 0), LocalTime.of(17, 0)),
                Holidays.NONE);
        Map<DayOfWeek, List<Hours>> sixDays = new EnumMap<>(workdays.week());
        sixDays.put(DayOfWeek.SATURDAY, List.of(Hours.ALL_DAY));
        Holidays away = new Holidays(MONDAY.datesUntil(MONDAY.plusDays(21)).collect(Collectors.toSet()), Set.of());
        List<OpenDays> sellers = List.of(
                OpenDays.of(workdays),
                OpenDays.of(new OpeningHours(ZoneOffset.UTC, workdays.week(), away)),
                OpenDays.of(new OpeningHours(ZoneOffset.UTC, sixDays, Holidays.NONE)));
        Caps small = new Caps(Map.of(CappedAction.STEPS, 2));
        Caps large = new Caps(Map.of(CappedAction.STEPS, 3));
        try (Connection connection = dataSource.getConnection();
                Statement session = connection.createStatement()) {
            // The planner rightly reads a table of one page completely; this test is about a large one.
            session.execute("set enable_seqscan = off");
            connection.setAutoCommit(false);
            DailyCounts backlog = DailyCounts.of(connection, List.of(sequence));
            for (int i = 0; i < 3_000; i++) {
                backlog.reserve(
                        sequence, new Gate.CapRequest(List.of(CappedAction.STEPS), MONDAY, sellers.getFirst()), large);
            }
            backlog.flush();
            connection.commit();
            // The first of each kind reads all full days, the following ones do not.
            for (OpenDays seller : sellers) {
                reserve(connection, new Gate.CapRequest(List.of(CappedAction.STEPS), MONDAY, seller), small);
                reserve(connection, new Gate.CapRequest(List.of(CappedAction.STEPS), MONDAY, seller), large);
            }
            connection.commit();
            long before = reads(connection);
            for (int i = 0; i < 30; i++) {
                OpenDays seller = sellers.get(i % 3);
                reserve(
                        connection,
                        new Gate.CapRequest(List.of(CappedAction.STEPS), MONDAY.plusDays(i / 10), seller),
                        i % 2 == 0 ? small : large);
            }
            assertThat(reads(connection) - before)
                    .as("rows that 30 reservations fetched; reading 1000 full days 30 times would fetch 30000")
                    .isBetween(30L, 1_200L);
            connection.rollback();
            connection.setAutoCommit(true);
            session.execute("reset enable_seqscan");
        }
    }

    /** Rows read by this transaction so far, without those of other transactions. */
    private static long reads(Connection connection) {
        return Rows.of(
                        connection,
                        "select sum(coalesce(idx_tup_fetch, 0) + coalesce(seq_tup_read, 0))::bigint as rows_read from"
                                + " pg_stat_xact_user_tables where relname in ('daily_count', 'full_days')")
                .one(row -> row.longValue("rows_read"));
    }
}

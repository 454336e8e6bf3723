package dev.sequences.enrollment.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.unit.Units;
import dev.sequences.contracts.holidaycalendar.HolidayCalendarSavedV1;
import dev.sequences.contracts.holidaycalendar.HolidayV1;
import dev.sequences.contracts.seller.SellerCalendarV1;
import dev.sequences.contracts.seller.SellerChangedV1;
import dev.sequences.contracts.seller.TimeOffV1;
import dev.sequences.contracts.seller.WorkingHoursV1;
import dev.sequences.enrollment.Messages;
import dev.sequences.enrollment.ServiceUnderTest;
import dev.sequences.enrollment.enrollment.Enroller;
import dev.sequences.enrollment.enrollment.model.Assignee;
import dev.sequences.enrollment.intake.definitions.DefinitionIntake;
import dev.sequences.enrollment.intake.sellers.SellerIntake;
import dev.sequences.enrollment.reference.Sequences;
import dev.sequences.testkit.infra.Await;
import dev.sequences.testkit.infra.ServiceResource;
import dev.sequences.testkit.spec.Delivery;
import dev.sequences.testkit.spec.EverythingTwice;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Send windows, holidays and caps with real timers and PostgreSQL. Every test starts on Friday, 2027-03-05. */
@QuarkusTest
@QuarkusTestResource(
        value = ServiceResource.class,
        initArgs = @ResourceArg(name = "sequences.relay.enabled", value = "false"))
class HeldStepsTest {

    private static final String OFFICE_HOURS = "\"timeZone\": {\"rule\": \"fixed\", \"zone\": \"Europe/Vienna\"},"
            + " \"sendWindow\": {\"days\": [\"monday\", \"tuesday\", \"wednesday\", \"thursday\", \"friday\"],"
            + " \"from\": \"08:00\", \"to\": \"17:00\"}";
    private static final String NEWS = "{\"key\": \"news\", \"type\": \"automated-email\", \"name\": \"News\","
            + " \"templateId\": \"t\", \"next\": \"call\"}";
    private static final String CALL = "{\"key\": \"call\", \"type\": \"phone-call\", \"name\": \"Call\"}";
    private static final String PAUSE =
            "{\"key\": \"pause\", \"type\": \"wait\", \"duration\": \"P1D\", \"next\": \"call\"}";

    @Inject
    Units units;

    @Inject
    ServiceUnderTest service;

    @Inject
    DefinitionIntake definitions;

    @Inject
    SellerIntake sellers;

    @Inject
    Enroller enroller;

    @Inject
    Sequences sequences;

    private final String sequence = UUID.randomUUID().toString();
    private final String calendar = "cal-" + UUID.randomUUID();
    private EverythingTwice twice;

    @BeforeEach
    void begin() {
        twice = service.twice(
                "enrollment",
                "sequence_state",
                "sequence_version",
                "holiday_calendar",
                "seller_calendar",
                "daily_count");
        setClock("2027-03-05T19:00:00Z");
    }

    @AfterEach
    void resetClock() {
        service.update("update chassis.suite_clock set shift = interval '0'");
    }

    private void setClock(String moment) {
        service.update("update chassis.suite_clock set shift = timestamptz '" + moment + "' - clock_timestamp()");
    }

    private void activate(String start, String settings, String... nodes) throws Exception {
        twice.deliver(definitions, Messages.activated(sequence, start, settings, nodes));
    }

    private void holidays(long number, String... days) throws Exception {
        List<HolidayV1> holidays = List.of(days).stream()
                .map(day -> new HolidayV1(day, null, false))
                .toList();
        twice.deliver(
                definitions,
                Delivery.of(
                        "holiday-calendar:" + calendar,
                        number,
                        new HolidayCalendarSavedV1(calendar, "Austria", null, holidays)));
    }

    private void enroll(int records) {
        enroll(records, "anna");
    }

    private void enroll(int records, String seller) {
        units.runAlone(unit -> {
            var state = sequences.find(unit, sequence).orElseThrow();
            for (int i = 0; i < records; i++) {
                String id = "e-%s-%03d".formatted(sequence, i);
                enroller.enroll(
                        unit,
                        new Enroller.Request(
                                id, state, "lead", "L-" + i, "manual", null, Assignee.user(seller), true, null, null),
                        new Cause("anna", id, null, null));
            }
            return true;
        });
    }

    private List<String> currentSteps() {
        return service.rows(
                "select step_key || ' ' || coalesce(current_step ->> 'waitingFor', 'open') || ' ' || count(*)"
                        + " from enrollment where sequence_id = ? group by step_key, current_step ->> 'waitingFor'"
                        + " order by 1",
                sequence);
    }

    private List<String> until() {
        return service.rows(
                "select distinct to_char(current_due at time zone 'UTC', 'YYYY-MM-DD HH24:MI') from enrollment"
                        + " where sequence_id = ? order by 1",
                sequence);
    }

    private long messages() {
        return Long.parseLong(service.rows(
                        "select count(*) from chassis.domain_event_entry where payload_type ="
                                + " 'enrollment.message-requested' and aggregate_identifier like ?",
                        "e-" + sequence + "%")
                .getFirst());
    }

    private void eventually(String... currentSteps) {
        await().atMost(Await.TIMEOUT).until(this::currentSteps, List.of(currentSteps)::equals);
    }

    @Test
    void holdsAMessageForTheWindowAndSendsItOnce() throws Exception {
        activate("news", OFFICE_HOURS, NEWS, CALL);
        enroll(3);
        assertThat(currentSteps()).containsExactly("news send-window 3");
        assertThat(until()).containsExactly("2027-03-08 07:00");
        setClock("2027-03-08T06:59:55Z");
        assertThat(messages()).isZero();
        eventually("call open 3");
        assertThat(messages()).isEqualTo(3);
        assertThat(service.rows("select id from chassis.timer where owner like ?", "e-" + sequence + "%"))
                .isEmpty();
        assertThat(service.rows(
                        "select count(*) from chassis.domain_event_entry where payload_type ="
                                + " 'enrollment.message-requested' and aggregate_identifier like ? and time_stamp <"
                                + " '2027-03-08T07:00:00'",
                        "e-" + sequence + "%"))
                .containsExactly("0");
    }

    @Test
    void appliesAChangedCalendarToHeldSteps() throws Exception {
        holidays(0, "2027-03-06");
        activate("news", OFFICE_HOURS + ", \"holidayCalendar\": \"" + calendar + "\"", NEWS, CALL);
        enroll(1);
        assertThat(until()).containsExactly("2027-03-08 07:00");
        holidays(1, "2027-03-06", "2027-03-08");
        setClock("2027-03-08T07:00:01Z");
        eventually("news holiday 1");
        assertThat(until()).containsExactly("2027-03-09 07:00");
        setClock("2027-03-09T07:00:01Z");
        eventually("call open 1");
        assertThat(messages()).isEqualTo(1);
    }

    @Test
    void sendsNothingBeforeTheCalendarArrives() throws Exception {
        setClock("2027-03-05T10:00:00Z");
        activate("news", OFFICE_HOURS + ", \"holidayCalendar\": \"" + calendar + "\"", NEWS, CALL);
        enroll(1);
        assertThat(currentSteps()).containsExactly("news holiday-calendar-unknown 1");
        holidays(0, "2027-03-06");
        setClock("2027-03-05T10:02:00Z");
        eventually("call open 1");
    }

    @Test
    void countsWorkingDaysOfAWait() throws Exception {
        holidays(0, "2027-03-08");
        activate(
                "pause",
                "\"skipNonWorkingDays\": true, \"timeZone\": {\"rule\": \"fixed\", \"zone\": \"Europe/Vienna\"},"
                        + " \"holidayCalendar\": \"" + calendar + "\"",
                PAUSE,
                CALL);
        enroll(1);
        assertThat(currentSteps()).containsExactly("pause wait 1");
        // Monday is a holiday, Tuesday is counted, and Wednesday follows.
        assertThat(until()).containsExactly("2027-03-10 07:00");
        setClock("2027-03-10T07:00:01Z");
        eventually("call open 1");
    }

    @Test
    void appliesTheSellersCalendar() throws Exception {
        String seller = "sel-" + UUID.randomUUID();
        twice.deliver(
                sellers,
                Delivery.of(
                        "seller:" + seller,
                        0,
                        new SellerChangedV1(
                                seller,
                                new SellerCalendarV1(
                                        "America/New_York",
                                        List.of(new WorkingHoursV1(List.of("monday", "tuesday"), "10:00", "12:00")),
                                        List.of(new TimeOffV1("2027-03-08", "2027-03-09")),
                                        null,
                                        null,
                                        null,
                                        null),
                                null,
                                null,
                                null,
                                null,
                                null,
                                null)));
        activate(
                "news",
                "\"skipNonWorkingDays\": true, \"timeZone\": {\"rule\": \"assignee\"},"
                        + " \"sendWindow\": {\"days\": [\"saturday\"], \"from\": \"09:00\", \"to\": \"10:00\"}",
                NEWS.replace("call", "pause"),
                PAUSE,
                CALL);
        enroll(1, seller);
        // Saturday at nine in New York; then Monday the 15th is counted, by which clocks have changed, and Tuesday
        // follows.
        assertThat(until()).containsExactly("2027-03-06 14:00");
        setClock("2027-03-06T14:00:01Z");
        eventually("pause wait 1");
        assertThat(until()).containsExactly("2027-03-16 14:00");

        twice.deliver(
                sellers,
                Delivery.of(
                        "seller:" + seller, 1, new SellerChangedV1(seller, null, null, null, null, null, null, null)));
        assertThat(service.rows("select seller_id from seller_calendar where seller_id = ?", seller))
                .isEmpty();
    }

    @Test
    void sendsMessagesAboveTheCapOnTheNextDaysInOrder() throws Exception {
        setClock("2027-03-05T10:00:00Z");
        activate("news", OFFICE_HOURS + ", \"dailyCaps\": {\"emails\": 5}", NEWS, CALL);
        enroll(12);
        eventually("call open 5", "news daily-cap 7");
        assertThat(messages()).isEqualTo(5);
        assertThat(service.rows(
                        "select to_char(current_due at time zone 'UTC', 'YYYY-MM-DD HH24:MI') || ' ' || count(*) from"
                                + " enrollment where sequence_id = ? and step_key = 'news' group by current_due order by"
                                + " 1",
                        sequence))
                .containsExactly("2027-03-08 07:00 5", "2027-03-09 07:00 2");
        assertThat(service.rows(
                        "select right(enrollment_id, 3) from enrollment where sequence_id = ? and step_key = 'call'"
                                + " order by 1",
                        sequence))
                .as("first come, first served")
                .containsExactly("000", "001", "002", "003", "004");
        setClock("2027-03-08T07:00:01Z");
        eventually("call open 10", "news daily-cap 2");
        setClock("2027-03-09T07:00:01Z");
        eventually("call open 12");
        assertThat(messages()).isEqualTo(12);
        assertThat(service.rows(
                        "select day || ' ' || used from daily_count where sequence_id = ? order by day", sequence))
                .containsExactly("2027-03-05 5", "2027-03-08 5", "2027-03-09 2");
    }

    @Test
    void reassignsUnusedPlacesOfPastDays() throws Exception {
        setClock("2027-03-05T10:00:00Z");
        activate("news", OFFICE_HOURS + ", \"dailyCaps\": {\"enrollments\": 4, \"emails\": 4}", NEWS, CALL);
        enroll(12);
        eventually("call open 4", "news daily-cap 8");
        // As if the service had been down on Monday and Tuesday.
        setClock("2027-03-10T09:00:00Z");
        eventually("call open 8", "news daily-cap 4");
        setClock("2027-03-11T07:00:01Z");
        eventually("call open 12");
        assertThat(service.rows(
                        "select left(time_stamp, 10), count(*) from chassis.domain_event_entry"
                                + " where payload_type = 'enrollment.message-requested' and aggregate_identifier like ?"
                                + " group by 1 order by 1",
                        "e-" + sequence + "%"))
                .containsExactly("2027-03-05 4", "2027-03-10 4", "2027-03-11 4");
    }
}

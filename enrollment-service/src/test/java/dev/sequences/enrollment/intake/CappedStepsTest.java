package dev.sequences.enrollment.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.unit.Units;
import dev.sequences.contracts.holidaycalendar.HolidayCalendarSavedV1;
import dev.sequences.contracts.seller.SellerCalendarV1;
import dev.sequences.contracts.seller.SellerChangedV1;
import dev.sequences.contracts.seller.TimeOffV1;
import dev.sequences.contracts.seller.WorkingHoursV1;
import dev.sequences.enrollment.Messages;
import dev.sequences.enrollment.ServiceUnderTest;
import dev.sequences.enrollment.enrollment.Enroller;
import dev.sequences.enrollment.enrollment.model.Assignee;
import dev.sequences.enrollment.intake.definitions.DefinitionIntake;
import dev.sequences.enrollment.intake.records.RecordIntake;
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
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Sellers in other time zones, absent sellers, raised caps and records that change while a step is held, with real timers and
 * PostgreSQL. The organization works in Auckland. 2027-03-05 is a Friday.
 */
@QuarkusTest
@QuarkusTestResource(
        value = ServiceResource.class,
        initArgs = {
            @ResourceArg(name = "sequences.relay.enabled", value = "false"),
            @ResourceArg(name = "sequences.enrollment.field-update-timeout", value = "PT0S"),
            @ResourceArg(name = "sequences.organization.time-zone", value = "Pacific/Auckland")
        })
class CappedStepsTest {

    private static final String WORKDAYS = "\"skipNonWorkingDays\": true";
    private static final String UTC = "\"timeZone\": {\"rule\": \"fixed\", \"zone\": \"UTC\"}";
    private static final String CALL = "{\"key\": \"call\", \"type\": \"phone-call\", \"name\": \"Call\"}";
    private static final String NEWS = "{\"key\": \"news\", \"type\": \"automated-email\", \"name\": \"News\","
            + " \"templateId\": \"t\", \"next\": \"call\"}";

    @Inject
    Units units;

    @Inject
    ServiceUnderTest service;

    @Inject
    DefinitionIntake definitions;

    @Inject
    SellerIntake sellers;

    @Inject
    RecordIntake records;

    @Inject
    Enroller enroller;

    @Inject
    Sequences sequences;

    private final String sequence = UUID.randomUUID().toString();
    private EverythingTwice twice;
    private int enrolled;

    @BeforeEach
    void begin() {
        twice = service.twice("enrollment", "seller_calendar", "record");
        setClock("2027-03-05T10:00:00Z");
        settled();
    }

    @AfterEach
    void resetClock() {
        service.update("update chassis.suite_clock set shift = interval '0'");
    }

    private void setClock(String moment) {
        service.update("update chassis.suite_clock set shift = timestamptz '" + moment + "' - clock_timestamp()");
    }

    private void activate(int version, String assignTo, String start, String settings, String... nodes)
            throws Exception {
        twice.deliver(
                definitions,
                Messages.activated(sequence, version, start, "\"assignTo\": " + assignTo + ", " + settings, nodes));
    }

    private void activate(String start, String settings, String... nodes) throws Exception {
        activate(1, "\"record-owner\"", start, settings, nodes);
    }

    private String seller(String zone, String from, String to, TimeOffV1... off) throws Exception {
        String seller = "sel-" + UUID.randomUUID();
        List<String> days = List.of("monday", "tuesday", "wednesday", "thursday", "friday");
        twice.deliver(
                sellers,
                Delivery.of(
                        "seller:" + seller,
                        0,
                        new SellerChangedV1(
                                seller,
                                new SellerCalendarV1(
                                        zone,
                                        List.of(new WorkingHoursV1(days, from, to)),
                                        List.of(off),
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
        return seller;
    }

    private void enroll(int times, Assignee assignee, boolean fixed) {
        units.runAlone(unit -> {
            var state = sequences.find(unit, sequence).orElseThrow();
            for (int i = 0; i < times; i++) {
                String id = "e-%s-%03d".formatted(sequence, enrolled);
                enroller.enroll(
                        unit,
                        new Enroller.Request(
                                id, state, "lead", lead(enrolled), "manual", null, assignee, fixed, null, null),
                        new Cause("anna", "flow-" + id, null, null));
                enrolled++;
            }
            return true;
        });
    }

    private void enroll(int times, String seller) {
        enroll(times, Assignee.user(seller), true);
    }

    private String lead(int number) {
        return "L-" + sequence + "-" + number;
    }

    private void record(long number, String owner, Map<String, Object> fields) throws Exception {
        twice.deliver(records, Messages.record("lead", lead(0), number, "user", owner, fields));
    }

    private List<String> currentSteps() {
        return service.rows(
                "select step_key || ' ' || coalesce(current_step ->> 'waitingFor', current_step ->> 'status') || ' '"
                        + " || to_char(current_due at time zone 'UTC', 'MM-DD HH24:MI') || ' ' || count(*)"
                        + " from enrollment where sequence_id = ?"
                        + " group by step_key, current_step ->> 'waitingFor', current_step ->> 'status', current_due"
                        + " order by 1",
                sequence);
    }

    private String currentSteps(int number) {
        return service.rows(
                        "select step_key || ' ' || coalesce(current_step ->> 'waitingFor', current_step ->> 'status')"
                                + " || ' ' || to_char(current_due at time zone 'UTC', 'MM-DD HH24:MI')"
                                + " from enrollment where enrollment_id = ?",
                        "e-%s-%03d".formatted(sequence, number))
                .getFirst();
    }

    private long open() {
        return Long.parseLong(service.rows(
                        "select count(*) from enrollment where sequence_id = ? and current_step ->> 'status' = 'open'",
                        sequence)
                .getFirst());
    }

    private List<String> counted() {
        return service.rows(
                "select what || ' ' || to_char(day, 'MM-DD') || ' ' || used from daily_count where sequence_id = ?"
                        + " and used > 0 order by 1",
                sequence);
    }

    private List<String> events(int number, String name) {
        return service.rows(
                "select convert_from(payload, 'UTF8') from chassis.domain_event_entry where aggregate_identifier = ?"
                        + " and payload_type = ? order by sequence_number",
                "e-%s-%03d".formatted(sequence, number),
                "enrollment." + name);
    }

    /** Waits until no timer is due, including those of other tests, since they would disturb the comparison. */
    private void settled() {
        await().atMost(Await.TIMEOUT)
                .until(
                        () -> service.rows("select id from chassis.timer where due_at <= chassis.suite_now()"),
                        List::isEmpty);
    }

    @Test
    void countsSequenceDaysAndAppliesTheSellersHours() throws Exception {
        String tokyo = seller("Asia/Tokyo", "08:00", "17:00");
        activate("call", WORKDAYS + ", " + UTC + ", \"dailyCaps\": {\"steps\": 2}", CALL);
        setClock("2027-03-04T02:00:00Z");
        enroll(7, tokyo);
        settled();
        assertThat(open()).isEqualTo(2);
        assertThat(currentSteps())
                .as("Friday in UTC begins at nine in Tokyo, and Monday at eight in Tokyo is a Sunday in UTC")
                .contains(
                        "call daily-cap 03-05 00:00 2", "call daily-cap 03-07 23:00 2", "call daily-cap 03-08 00:00 1");
        setClock("2027-03-05T00:00:01Z");
        settled();
        assertThat(open()).isEqualTo(4);
        setClock("2027-03-07T23:00:01Z");
        settled();
        assertThat(open()).isEqualTo(6);
        setClock("2027-03-08T00:00:01Z");
        settled();
        assertThat(open()).isEqualTo(7);
        assertThat(counted()).containsExactly("steps 03-04 2", "steps 03-05 2", "steps 03-07 2", "steps 03-08 1");
        assertThat(events(6, "step-held")).hasSize(2);
    }

    @Test
    void appliesHoursThatBeginOnTheSequencesNextDay() throws Exception {
        String losAngeles = seller("America/Los_Angeles", "17:00", "21:00");
        activate("call", WORKDAYS + ", " + UTC + ", \"dailyCaps\": {\"steps\": 1}", CALL);
        setClock("2027-03-05T02:00:00Z");
        enroll(3, losAngeles);
        settled();
        assertThat(currentSteps()).contains("call daily-cap 03-06 01:00 1", "call daily-cap 03-09 01:00 1");
        setClock("2027-03-06T01:00:01Z");
        settled();
        setClock("2027-03-09T01:00:01Z");
        settled();
        assertThat(open()).isEqualTo(3);
        assertThat(counted()).containsExactly("steps 03-05 1", "steps 03-06 1", "steps 03-09 1");
    }

    @Test
    void holdsOnlyTheStepsOfAnAbsentSeller() throws Exception {
        String away = seller("UTC", "08:00", "17:00", new TimeOffV1("2027-03-06", "2027-03-26"));
        String here = seller("UTC", "08:00", "17:00");
        activate("call", WORKDAYS + ", " + UTC + ", \"dailyCaps\": {\"steps\": 2}", CALL);
        enroll(2, here);
        settled();
        enroll(1, away);
        settled();
        assertThat(currentSteps(2)).isEqualTo("call daily-cap 03-29 08:00");
        enroll(3, here);
        settled();
        assertThat(List.of(currentSteps(3), currentSteps(4), currentSteps(5)))
                .containsExactly(
                        "call daily-cap 03-08 08:00", "call daily-cap 03-08 08:00", "call daily-cap 03-09 08:00");
    }

    @Test
    void usesFullDaysAgainAfterTheCapIsRaised() throws Exception {
        activate("news", UTC + ", \"dailyCaps\": {\"emails\": 2}", NEWS, CALL);
        enroll(6, "anna");
        settled();
        enroll(1, "anna");
        settled();
        assertThat(currentSteps(6)).isEqualTo("news daily-cap 03-08 00:00");
        activate(2, "\"record-owner\"", "news", UTC + ", \"dailyCaps\": {\"emails\": 4}", NEWS, CALL);
        enroll(7, "anna");
        settled();
        assertThat(counted()).containsExactly("emails 03-05 4", "emails 03-06 4", "emails 03-07 4", "emails 03-08 2");
    }

    @Test
    void keepsFieldUpdatesWhileACapHoldsTheStep() throws Exception {
        activate(
                "hand",
                UTC + ", \"dailyCaps\": {\"emails\": 5, \"steps\": 5}",
                "{\"key\": \"hand\", \"type\": \"update-field\", \"next\": \"set\", \"updateField\":"
                        + " {\"field\": \"owner\", \"ownerType\": \"user\", \"ownerId\": \"ben\"}}",
                "{\"key\": \"set\", \"type\": \"update-field\", \"next\": \"news\", \"updateField\":"
                        + " {\"field\": \"hot\", \"value\": true}}",
                NEWS.replace("call", "if"),
                "{\"key\": \"if\", \"type\": \"field-condition\", \"yes\": \"call\", \"no\": \"no\","
                        + " \"fieldCondition\": {\"when\": {\"field\": \"hot\", \"op\": \"equals\", \"value\": true},"
                        + " \"onMissing\": \"take-no\"}}",
                CALL,
                "{\"key\": \"no\", \"type\": \"task\", \"name\": \"No\"}");
        record(0, "anna", Map.of());
        enroll(1, Assignee.user("anna"), false);
        settled();
        assertThat(currentSteps(0)).startsWith("call open");
        assertThat(service.rows("select assignee_id from enrollment where sequence_id = ?", sequence))
                .containsExactly("ben");
    }

    @Test
    void usesTheCurrentRecordAfterAHold() throws Exception {
        activate(
                "hand",
                UTC + ", \"dailyCaps\": {\"steps\": 1}",
                "{\"key\": \"hand\", \"type\": \"update-field\", \"next\": \"call\", \"updateField\":"
                        + " {\"field\": \"owner\", \"ownerType\": \"user\", \"ownerId\": \"ben\"}}",
                CALL);
        record(0, "anna", Map.of());
        enrolled = 1;
        enroll(1, Assignee.user("anna"), false);
        settled();
        enrolled = 0;
        enroll(1, Assignee.user("anna"), false);
        settled();
        assertThat(currentSteps(0)).isEqualTo("call daily-cap 03-06 00:00");
        record(1, "carol", Map.of());
        setClock("2027-03-06T00:00:01Z");
        settled();
        assertThat(service.rows("select assignee_id from enrollment where record_id = ?", lead(0)))
                .containsExactly("carol");
    }

    @Test
    void keepsTheCorrelationOfAHeldStep() throws Exception {
        activate(
                "news",
                UTC + ", \"sendWindow\": {\"days\": [\"monday\"], \"from\": \"08:00\", \"to\": \"17:00\"},"
                        + " \"dailyCaps\": {\"emails\": 5}",
                NEWS,
                CALL);
        enroll(1, "anna");
        String held = service.rows(
                        "select event_identifier from chassis.domain_event_entry where aggregate_identifier = ?"
                                + " and payload_type = 'enrollment.step-held'",
                        "e-" + sequence + "-000")
                .getFirst();
        String flow = "flow-e-" + sequence + "-000";
        assertThat(service.rows(
                        "select correlation_id, causation_id from chassis.timer where owner = ?",
                        "e-" + sequence + "-000"))
                .containsExactly(flow + " " + held);
        setClock("2027-03-08T08:00:01Z");
        settled();
        assertThat(service.rows(
                        "select count(*) from chassis.domain_event_entry where aggregate_identifier = ?"
                                + " and convert_from(meta_data, 'UTF8') like ?",
                        "e-" + sequence + "-000",
                        "%" + flow + "%"))
                .isEqualTo(service.rows(
                        "select count(*) from chassis.domain_event_entry where aggregate_identifier = ?",
                        "e-" + sequence + "-000"));
        assertThat(open()).isEqualTo(1);
    }

    @Test
    void usesTheOrganizationsTimeZoneByDefault() throws Exception {
        activate("call", WORKDAYS, CALL);
        setClock("2027-03-05T19:00:00Z");
        enroll(1, "nobody-in-particular");
        assertThat(currentSteps())
                .as("Saturday at eight in Auckland; Monday at eight follows")
                .containsExactly("call open 03-07 19:00 1");
    }

    @Test
    void recordsNoEventPerRecheckOfAMissingCalendar() throws Exception {
        String calendar = "cal-" + UUID.randomUUID();
        activate(
                "news",
                UTC + ", \"holidayCalendar\": \"" + calendar + "\", \"dailyCaps\": {\"emails\": 5}",
                NEWS,
                CALL);
        enroll(2, "anna");
        for (int minute = 1; minute < 6; minute++) {
            setClock("2027-03-05T10:%02d:00Z".formatted(2 * minute));
            settled();
        }
        assertThat(currentSteps()).hasSize(1).first().asString().startsWith("news holiday-calendar-unknown");
        assertThat(service.rows(
                        "select count(*) from chassis.timer where owner like ? and correlation_id like 'flow-%'",
                        "e-" + sequence + "%"))
                .containsExactly("2");
        assertThat(events(0, "step-held")).hasSize(1);
        twice.deliver(
                definitions,
                Delivery.of(
                        "holiday-calendar:" + calendar,
                        0,
                        new HolidayCalendarSavedV1(calendar, "Austria", null, List.of())));
        setClock("2027-03-05T10:20:00Z");
        settled();
        assertThat(open()).isEqualTo(2);
        assertThat(counted()).containsExactly("emails 03-05 2");
    }

    @Test
    void keepsThePlaceOfAFailedStepForTheDay() throws Exception {
        activate(
                1,
                "\"record-field\", \"assignToField\": \"backup\"",
                "call",
                UTC + ", \"dailyCaps\": {\"steps\": 1}",
                CALL);
        record(0, "anna", Map.of("backup", "ben"));
        enrolled = 1;
        enroll(1, "anna");
        settled();
        enrolled = 0;
        enroll(1, Assignee.user("anna"), false);
        settled();
        assertThat(currentSteps(0)).isEqualTo("call daily-cap 03-06 00:00");
        record(1, "anna", Map.of());
        setClock("2027-03-06T00:00:01Z");
        settled();
        assertThat(currentSteps(0)).startsWith("call failed");
        record(2, "anna", Map.of("backup", "ben"));
        settled();
        assertThat(currentSteps(0)).startsWith("call open");
        assertThat(counted()).containsExactly("steps 03-05 1", "steps 03-06 1");
    }
}

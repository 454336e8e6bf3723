package dev.sequences.segment.publication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.chassis.eventlog.Recorded;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.relay.RowPublication;
import dev.sequences.contracts.ContractEvent;
import dev.sequences.contracts.catalogue.Samples;
import dev.sequences.language.calendar.Holidays;
import dev.sequences.segment.seller.model.Calendars;
import dev.sequences.segment.seller.model.Seller;
import dev.sequences.segment.seller.model.Seller.Calendar;
import dev.sequences.segment.seller.model.Seller.Hours;
import dev.sequences.segment.seller.model.Seller.TimeOff;
import dev.sequences.segment.seller.model.SellerEvent.SellerSet;
import dev.sequences.segment.seller.model.SellerProfile;
import dev.sequences.segment.team.model.Team;
import dev.sequences.segment.team.model.TeamEvent.TeamSet;
import dev.sequences.testkit.calendar.SellerCalendarCase;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SellerPublicationTest {

    private static final List<String> DAYS = List.of("monday", "tuesday");

    private static final SellerProfile PROFILE = new SellerProfile(
            "Ana Lindqvist", "emea", List.of("inbound"), Map.of("language", List.of("de", "en")), 50, true);

    private static final Calendar CALENDAR = new Calendar(
            "Europe/Vienna",
            List.of(new Hours(DAYS, "08:00", "17:00")),
            List.of(
                    new TimeOff("2026-07-27", "2026-08-07", "summer"),
                    new TimeOff("2026-09-01T13:00", "2026-09-01T17:00")),
            List.of(new Hours(DAYS, "12:00", "13:00")),
            "2027-12-31",
            "austria");

    private static final Team.Profile TEAM =
            new Team.Profile("Inbound sales", List.of("ana.lindqvist", "partners"), Map.of("region", List.of("dach")));

    static List<SellerCalendarCase> cases() {
        return SellerCalendarCase.all();
    }

    private static ContractEvent published(String stream, Object event) {
        return new SellerPublication()
                .publish(new Recorded<>(
                        "e1", "any", stream, 0, event, Instant.EPOCH, new Cause("maria", "flow", null, null)))
                .orElseThrow();
    }

    private static void equalsSample(ContractEvent event, String name, int number) throws IOException {
        try (InputStream sample = Samples.open(name, number)) {
            assertThat(Json.MAPPER.readTree(Json.bytes(event))).isEqualTo(Json.MAPPER.readTree(sample));
        }
    }

    @Test
    void publishesSellersAndTeamsAsInTheSamples() throws IOException {
        equalsSample(
                published("seller:ana.lindqvist", new SellerSet(PROFILE, CALENDAR)),
                "sequences.seller.seller-changed.v1",
                2);
        equalsSample(published("team:inbound", new TeamSet(TEAM)), "sequences.seller.team-changed.v1", 1);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void publishesHoursWithoutBreaks(SellerCalendarCase one) throws IOException {
        Calendar entered = Json.MAPPER.treeToValue(one.entered(), Calendar.class);
        ContractEvent event = published("seller:ana", new SellerSet(PROFILE, entered));
        assertThat(Json.MAPPER.readTree(Json.bytes(event)).path("calendar")).isEqualTo(one.published());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void opensAtTheTimesOfTheTable(SellerCalendarCase one) throws IOException {
        Calendar entered = Json.MAPPER.treeToValue(one.entered(), Calendar.class);
        var hours = Calendars.of(entered).openingHours(Holidays.NONE);
        one.opens()
                .forEach((at, next) ->
                        assertThat(hours.nextOpen(at)).as("%s", at).isEqualTo(next));
    }

    @Test
    void publishesSnapshotsWithThePositionOfTheEvent() throws IOException {
        Map<String, Object> row = new HashMap<>(Map.of(
                "id", "ana.lindqvist",
                "name", "Ana Lindqvist",
                "business_unit", "emea",
                "teams", "[\"inbound\"]",
                "attributes", "{\"language\": [\"de\", \"en\"]}",
                "capacity", 50,
                "assignable", true,
                "calendar", Json.text(CALENDAR)));
        row.putAll(Map.of(
                "version", 3L, "actor", "maria", "correlation_id", "flow", "changed_at", "2026-03-04T08:00:00Z"));
        SellerSnapshots sellers = new SellerSnapshots();
        RowPublication.Row out = sellers.publish(row).orElseThrow();
        equalsSample(out.event(), "sequences.seller.seller-changed.v1", 2);
        assertThat(out.position()).isEqualTo(2);
        assertThat(sellers.key(row)).isEqualTo("seller:ana.lindqvist");
        assertThat(sellers.topic()).isEqualTo("sequences.sellers.snapshot");
        row.remove("calendar");
        row.remove("capacity");
        assertThat(Json.text(sellers.publish(row).orElseThrow().event()))
                .doesNotContain("calendar")
                .doesNotContain("capacity");
    }

    @Test
    void publishesSnapshotsOfTeams() throws IOException {
        Map<String, Object> row = Map.of(
                "id", "inbound",
                "name", "Inbound sales",
                "members", "[\"ana.lindqvist\", \"partners\"]",
                "attributes", "{\"region\": [\"dach\"]}",
                "version", 1L,
                "actor", "maria",
                "correlation_id", "flow",
                "changed_at", "2026-03-04T08:00:00Z");
        equalsSample(new TeamSnapshots().publish(row).orElseThrow().event(), "sequences.seller.team-changed.v1", 1);
        assertThat(new TeamSnapshots().key(row)).isEqualTo("team:inbound");
    }

    @Test
    void keepsTheCalendarOfASellerWithoutAProfile() {
        assertThat(Json.text(published("seller:ana", new SellerSet(Seller.UNKNOWN.profile(), null))))
                .contains("\"assignable\":false");
    }
}

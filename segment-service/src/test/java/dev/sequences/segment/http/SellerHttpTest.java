package dev.sequences.segment.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.security.Roles;
import dev.sequences.segment.ServiceUnderTest;
import dev.sequences.segment.ServiceUnderTest.Reply;
import dev.sequences.testkit.infra.ServiceResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class SellerHttpTest {

    @Inject
    ServiceUnderTest service;

    private final String anna = "anna-" + UUID.randomUUID();
    private final String path = "/sellers/" + anna;

    private static Map<String, Object> calendar(Object calendar) {
        return Map.of("calendar", calendar);
    }

    @Test
    void returnsNoCalendarForASellerWithoutOne() {
        Reply nothing = service.send("GET", path, null);
        assertThat(nothing.status()).isEqualTo(200);
        assertThat(nothing.json().path("calendar").isNull()).isTrue();

        Reply set = service.send("PUT", path, calendar(Map.of("timeZone", "Asia/Kolkata")));
        assertThat(set.status()).isEqualTo(200);
        JsonNode hours = set.json().path("calendar").path("workingHours").get(0);
        assertThat(hours.path("from").asText() + "-" + hours.path("to").asText())
                .isEqualTo("08:00-17:00");
        assertThat(hours.path("days")).hasSize(5);
        assertThat(service.send("GET", path, null).json()).isEqualTo(set.json());

        assertThat(service.send("PUT", path, Map.of(), "If-Match", "\"7\"").code())
                .isEqualTo("stale-version");
        Reply cleared = service.send("PUT", path, Map.of(), "If-Match", set.header("ETag"));
        assertThat(cleared.json().path("calendar").isNull()).isTrue();
        assertThat(service.send("PUT", path, Map.of()).header("ETag"))
                .as("no event for an unchanged calendar")
                .isEqualTo(cleared.header("ETag"));
    }

    @Test
    void returnsTheFirstResponseToARetryWithTheSameKey() {
        Map<String, Object> body = calendar(Map.of("timeZone", "Asia/Kolkata"));
        Reply first = service.send("PUT", path, body, "Idempotency-Key", anna);
        assertThat(service.send("PUT", path, Map.of()).status()).isEqualTo(200);
        assertThat(service.send("PUT", path, body, "Idempotency-Key", anna).json())
                .isEqualTo(first.json());
        assertThat(service.send("GET", path, null).json().path("calendar").isNull())
                .isTrue();
    }

    @Test
    void letsSalespeopleSetOnlyTheirOwnCalendar() {
        Map<String, Object> body =
                calendar(Map.of("timeOff", List.of(Map.of("from", "2026-07-27", "to", "2026-08-07"))));
        assertThat(service.as(anna, Roles.SALESPERSON, "PUT", path, body).status())
                .isEqualTo(200);
        assertThat(service.as(anna, Roles.SALESPERSON, "GET", path, null).status())
                .isEqualTo(200);
        assertThat(service.as("ben", Roles.SALESPERSON, "PUT", path, body).code())
                .isEqualTo("seller-unknown");
        assertThat(service.as("ben", Roles.SALESPERSON, "GET", path, null).status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"timeZone": "Mars/Base"} | time-zone-unknown | calendar.timeZone
            {"workingHours": []} | working-hours-missing | calendar.workingHours
            {"workingHours": [null]} | days-unknown | calendar.workingHours[0].days
            {"workingHours": [{"days": ["funday"], "from": "08:00", "to": "09:00"}]} | days-unknown | calendar.workingHours[0].days
            {"workingHours": [{"days": ["monday"], "from": "8", "to": "09:00"}]} | time-malformed | calendar.workingHours[0].from
            {"workingHours": [{"days": ["monday"], "from": "09:00", "to": "09:00"}]} | hours-never-begin | calendar.workingHours[0].to
            {"timeOff": [{"from": "2026-08-07", "to": "2026-07-27"}]} | time-off-ends-before | calendar.timeOff[0].to
            {"timeOff": [{"from": "soon", "to": "2026-07-27"}]} | day-malformed | calendar.timeOff[0].from
            {"timeOff": [{"from": "2026-01-01", "to": "2030-01-01"}]} | too-much-time-off | calendar.timeOff
            {"timeOff": [{"from": "2026-01-01T13:00", "to": "2026-01-01T13:00"}]} | time-off-ends-before | calendar.timeOff[0].to
            {"timeOff": [{"from": "2026-01-01T13:00", "to": "2026-01-01"}]} | day-malformed | calendar.timeOff[0].to
            {"breaks": [{"days": ["monday"], "from": "12:00", "to": "11:00"}]} | hours-never-begin | calendar.breaks[0].to
            {"until": "never"} | day-malformed | calendar.until
            {"holidayCalendarId": ""} | holiday-calendar-invalid | calendar.holidayCalendarId
            """)
    void refusesInvalidCalendars(String calendar, String code, String field) {
        Reply refused = service.send("PUT", path, Json.read("{\"calendar\": " + calendar + "}", Map.class));
        assertThat(refused.status()).as("%s", refused.json()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.json().path("errors").get(0).path("path").asText()).isEqualTo(field);
        assertThat(refused.json().path("errors").get(0).path("remedy").asText()).isNotBlank();
        assertThat(service.send("GET", path, null).json().path("calendar").isNull())
                .isTrue();
    }

    @Test
    void storesTheWholeSeller() {
        Map<String, Object> calendar = Map.of(
                "timeZone", "Europe/Vienna",
                "breaks", List.of(Map.of("days", List.of("monday"), "from", "12:00", "to", "13:00")),
                "timeOff",
                        List.of(Map.of("from", "2027-03-04T13:00", "to", "2027-03-04T17:00", "description", "dentist")),
                "until", "2030-12-31",
                "holidayCalendarId", "austria");
        Map<String, Object> body = Map.of(
                "name",
                "Anna Berg",
                "businessUnit",
                "emea",
                "teams",
                List.of("inbound"),
                "attributes",
                Map.of("language", List.of("de", "en")),
                "capacity",
                50,
                "calendar",
                calendar);
        Reply set = service.send("PUT", path, body);
        assertThat(set.status()).as("%s", set.json()).isEqualTo(200);
        assertThat(set.json().path("assignable").asBoolean()).isTrue();
        assertThat(set.json().at("/calendar/timeOff/0/description").asText()).isEqualTo("dentist");
        assertThat(set.json().at("/calendar/breaks/0/from").asText()).isEqualTo("12:00");
        assertThat(service.send("GET", path, null).json()).isEqualTo(set.json());

        Reply calendarOnly = service.send("PUT", path, Map.of());
        assertThat(calendarOnly.json().path("name").asText())
                .as("the profile stays")
                .isEqualTo("Anna Berg");
        assertThat(calendarOnly.json().path("calendar").isNull()).isTrue();
        Reply replaced = service.send("PUT", path, Map.of("assignable", false));
        assertThat(replaced.json().path("name").isNull()).isTrue();
        assertThat(replaced.json().path("assignable").asBoolean()).isFalse();
    }

    @Test
    void letsOnlyManagersChangeProfiles() {
        service.send("PUT", path, Map.of("name", "Anna Berg", "capacity", 5));
        Map<String, Object> own = Map.of("name", "Anna Berg", "capacity", 5, "calendar", Map.of());
        assertThat(service.as(anna, Roles.SALESPERSON, "PUT", path, own).status())
                .isEqualTo(200);
        Reply refused = service.as(anna, Roles.SALESPERSON, "PUT", path, Map.of("capacity", 500));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("profile-not-allowed");
        assertThat(service.as(anna, Roles.SALESPERSON, "GET", "/sellers", null).status())
                .isEqualTo(403);
        assertThat(service.as(anna, Roles.SALESPERSON, "POST", "/sellers/bulk", Map.of("ids", List.of(anna)))
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"name": ""} | text-invalid | name
            {"capacity": -1} | capacity-out-of-range | capacity
            {"attributes": {"language": [""]}} | text-invalid | attributes.language
            {"teams": [null]} | text-invalid | teams
            """)
    void refusesInvalidProfiles(String profile, String code, String field) {
        Reply refused = service.send("PUT", path, Json.read(profile, Map.class));
        assertThat(refused.status()).as("%s", refused.json()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.json().at("/errors/0/path").asText()).isEqualTo(field);
    }

    @Test
    void listsSellers() {
        String ben = "ben-" + UUID.randomUUID();
        String team = "team-" + UUID.randomUUID();
        service.send(
                "PUT",
                path,
                Map.of("name", "Anna BERG", "teams", List.of(team), "attributes", Map.of("language", List.of("de"))));
        service.send("PUT", "/sellers/" + ben, Map.of("name", "Ben", "assignable", false));
        service.send("PUT", "/teams/" + team, Map.of("name", "Team", "members", List.of(ben)));
        assertThat(ids("?q=" + anna.toUpperCase(Locale.ROOT))).containsExactly(anna);
        assertThat(ids("?q=berg&ids=" + anna + "," + ben)).containsExactly(anna);
        assertThat(ids("?team=" + team)).containsExactly(anna, ben);
        assertThat(ids("?team=" + team + "&assignable=true")).containsExactly(anna);
        assertThat(ids("?team=" + team + "&attribute=language:de")).containsExactly(anna);
        assertThat(ids("?team=" + team + "&attribute=language:en")).isEmpty();
        Reply first = service.send("GET", "/sellers?limit=1&team=" + team, null);
        assertThat(first.json().path("items")).hasSize(1);
        assertThat(ids("?limit=1&team=" + team + "&after="
                        + first.json().path("next").asText()))
                .containsExactly(ben);
        assertThat(service.send("GET", "/sellers?attribute=de", null).code()).isEqualTo("attribute-malformed");
        assertThat(service.send("GET", "/sellers?assignable=maybe", null).code())
                .isEqualTo("assignable-malformed");
    }

    private List<String> ids(String query) {
        Reply reply = service.send("GET", "/sellers" + query, null);
        assertThat(reply.status()).as("%s", reply.json()).isEqualTo(200);
        return reply.json().path("items").findValuesAsText("id");
    }

    @Test
    void changesSeveralSellers() {
        String ben = "ben-" + UUID.randomUUID();
        service.send("PUT", path, Map.of("name", "Anna", "teams", List.of("a", "b")));
        Reply changed = service.send(
                "POST",
                "/sellers/bulk",
                Map.of(
                        "ids", List.of(anna, ben),
                        "addTeams", List.of("c"),
                        "removeTeams", List.of("a"),
                        "capacity", 7,
                        "attributes", Map.of("language", List.of("fr"))));
        assertThat(changed.json().at("/results/0/status").asInt())
                .as("%s", changed.json())
                .isEqualTo(200);
        JsonNode after = service.send("GET", path, null).json();
        assertThat(after.path("teams").toString()).isEqualTo("[\"b\",\"c\"]");
        assertThat(after.path("name").asText()).isEqualTo("Anna");
        assertThat(service.send("GET", "/sellers/" + ben, null)
                        .json()
                        .path("assignable")
                        .asBoolean())
                .as("the first profile")
                .isTrue();
        Reply refused = service.send("POST", "/sellers/bulk", Map.of("ids", List.of(anna), "capacity", -1));
        assertThat(refused.json().at("/results/0/code").asText()).isEqualTo("capacity-out-of-range");
        assertThat(service.send("POST", "/sellers/bulk", Map.of("ids", List.of()))
                        .code())
                .isEqualTo("ids-out-of-range");
    }

    @Test
    void showsTheAvailabilityOfAWeek() {
        Reply always = service.send("GET", path + "/availability", null);
        assertThat(always.json().path("days")).hasSize(7);
        assertThat(always.json().path("availableNow").asBoolean()).isTrue();

        List<String> everyDay = List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");
        service.send(
                "PUT",
                path,
                calendar(Map.of(
                        "timeZone", "Asia/Kolkata",
                        "workingHours", List.of(Map.of("days", everyDay, "from", "08:00", "to", "17:00")),
                        "breaks", List.of(Map.of("days", everyDay, "from", "12:00", "to", "13:00")))));
        Reply week = service.send("GET", path + "/availability?days=3", null);
        assertThat(week.json().path("timeZone").asText()).isEqualTo("Asia/Kolkata");
        assertThat(week.json().path("days")).hasSize(3);
        JsonNode periods = week.json().at("/days/1/periods");
        assertThat(periods).hasSize(2);
        assertThat(periods.at("/0/from").asText()).endsWith("T02:30:00Z");
        assertThat(periods.at("/0/to").asText()).endsWith("T06:30:00Z");
        assertThat(service.send("GET", path + "/availability?days=0", null).code())
                .isEqualTo("days-out-of-range");
        assertThat(service.as("ben", Roles.SALESPERSON, "GET", path + "/availability", null)
                        .status())
                .isEqualTo(404);
        service.send("PUT", path, calendar(Map.of("until", "2020-01-01")));
        assertThat(service.send("GET", path + "/availability", null)
                        .json()
                        .path("availableFrom")
                        .isNull())
                .as("after the end of the calendar")
                .isTrue();
    }

    @Test
    void refusesCircularTeams() {
        String a = "a-" + UUID.randomUUID();
        String b = "b-" + UUID.randomUUID();
        assertThat(service.send("GET", "/teams/" + a, null).code()).isEqualTo("team-unknown");
        assertThat(service.send("PUT", "/teams/" + a, Map.of("name", "A", "members", List.of(b)))
                        .status())
                .isEqualTo(200);
        Reply circle = service.send("PUT", "/teams/" + b, Map.of("name", "B", "members", List.of(a)));
        assertThat(circle.status()).isEqualTo(422);
        assertThat(circle.code()).isEqualTo("team-membership-circular");
        assertThat(service.send("PUT", "/teams/" + a, Map.of("name", "A", "members", List.of(a)))
                        .code())
                .isEqualTo("team-membership-circular");
        assertThat(service.send("PUT", "/teams/" + b, Map.of("name", "B", "members", List.of(anna)))
                        .status())
                .isEqualTo(200);
        Reply read = service.send("GET", "/teams/" + a, null);
        assertThat(read.json().path("members").toString()).isEqualTo("[\"" + b + "\"]");
        assertThat(service.send("PUT", "/teams/" + a, Map.of("name", "A"), "If-Match", "\"9\"")
                        .code())
                .isEqualTo("stale-version");
        assertThat(service.send("PUT", "/teams/" + a, Map.of("name", " ")).code())
                .isEqualTo("name-invalid");
        assertThat(service.as("ben", Roles.SALESPERSON, "GET", "/teams/" + a, null)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void refusesMalformedSellers() {
        assertThat(service.send("PUT", path, Map.of("shoeSize", 43)).status()).isEqualTo(400);
        assertThat(service.send("GET", "/sellers/%20", null).code()).isEqualTo("seller-unknown");
        assertThat(service.send("GET", "/sellers/%00", null).status()).isIn(400, 404);
    }
}

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
    void refusesMalformedSellers() {
        assertThat(service.send("PUT", path, Map.of("shoeSize", 43)).status()).isEqualTo(400);
        assertThat(service.send("GET", "/sellers/%20", null).code()).isEqualTo("seller-unknown");
        assertThat(service.send("GET", "/sellers/%00", null).status()).isIn(400, 404);
    }
}

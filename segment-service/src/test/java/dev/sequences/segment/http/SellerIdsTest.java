package dev.sequences.segment.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.chassis.security.Roles;
import dev.sequences.segment.ServiceUnderTest;
import dev.sequences.segment.ServiceUnderTest.Reply;
import dev.sequences.testkit.infra.ServiceResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** User ids come from an identity provider and may have any form. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class SellerIdsTest {

    private static final Map<String, Object> CALENDAR = Map.of("calendar", Map.of("timeZone", "Asia/Kolkata"));

    @Inject
    ServiceUnderTest service;

    private static String path(String id) {
        return "/sellers/" + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "j\u00f6rg",
                "\u5c71\u7530 \u592a\u90ce",
                "o'brien, anna",
                "f:2d1c:jorg",
                "anna@example.org",
                "\ud83d\ude80",
                "seller:x"
            })
    void storesWorkingHoursForAnySellerId(String id) {
        Reply set = service.send("PUT", path(id), CALENDAR);
        assertThat(set.status()).as(set.json().toString()).isEqualTo(200);
        assertThat(set.json().path("id").asText()).isEqualTo(id);
        assertThat(service.send("GET", path(id), null).json()).isEqualTo(set.json());
        assertThat(service.as(id, Roles.SALESPERSON, "GET", path(id), null).status())
                .isEqualTo(200);
        assertThat(service.as("another-user", Roles.SALESPERSON, "GET", path(id), null)
                        .code())
                .isEqualTo("seller-unknown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\u0000b", "a\u0085b", " ", "a/b", "\t"})
    void returnsNotFoundForAnInvalidId(String id) {
        assertThat(service.send("PUT", path(id), CALENDAR).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 200})
    void acceptsIdsOfUpToTwoHundredCharacters(int length) {
        assertThat(service.send("PUT", path("\u00f6".repeat(length)), CALENDAR).status())
                .isEqualTo(200);
        assertThat(service.send("PUT", path("\u00f6".repeat(201)), CALENDAR).status())
                .isEqualTo(404);
    }
}

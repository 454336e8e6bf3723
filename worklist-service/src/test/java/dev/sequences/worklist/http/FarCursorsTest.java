package dev.sequences.worklist.http;

import static dev.sequences.worklist.support.WorklistUnderTest.seller;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.testkit.infra.ServiceResource;
import dev.sequences.worklist.support.Step;
import dev.sequences.worklist.support.WorklistUnderTest;
import dev.sequences.worklist.support.WorklistUnderTest.Reply;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cursors with times outside the range that PostgreSQL stores. */
@QuarkusTest
@QuarkusTestResource(
        value = ServiceResource.class,
        initArgs = @ResourceArg(name = "sequences.relay.enabled", value = "false"))
class FarCursorsTest {

    @Inject
    WorklistUnderTest worklist;

    private final String user = "seller-" + UUID.randomUUID();
    private String token;

    @BeforeEach
    void createTwoItems() {
        token = seller(user);
        for (int i = 0; i < 2; i++) {
            worklist.deliverTwice(Step.of("r-" + UUID.randomUUID())
                    .opened("email", user, Instant.now().minusSeconds(60)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "+300000-01-01T00:00:00Z, 400",
        "-300000-01-01T00:00:00Z, 400",
        "+1000000000-12-31T23:59:59.999999999Z, 400",
        "+10000-01-01T00:00:00Z, 400",
        "9999-12-31T23:59:59Z, 200",
        "0000-01-01T00:00:00Z, 200"
    })
    void refusesATimeThatPostgresqlCannotStore(String time, int status) {
        String given =
                worklist.get(token, "/work-items?limit=1").body().path("next").asText();
        String[] parts = new String(Base64.getUrlDecoder().decode(given), StandardCharsets.UTF_8).split("\u001f", -1);
        parts[1] = time;
        String cursor = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join("\u001f", parts).getBytes(StandardCharsets.UTF_8));
        Reply reply = worklist.get(token, "/work-items?limit=1&after=" + cursor);
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(status);
        if (status == 400) {
            assertThat(reply.code()).isEqualTo("cursor-unreadable");
        }
    }
}

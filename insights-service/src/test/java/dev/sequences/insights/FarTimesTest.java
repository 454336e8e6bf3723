package dev.sequences.insights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.testkit.infra.ServiceResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Times outside the range that PostgreSQL stores. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class FarTimesTest {

    @Inject
    InsightsUnderTest insights;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%2B300000-01-01T00:00:00Z",
                "-300000-01-01T00:00:00Z",
                "%2B999999999-12-31T23:59:59-18:00",
                "%2B10000-01-01T00:00:00Z"
            })
    void refusesTimesOutOfRange(String time) throws Exception {
        for (String parameter : new String[] {"from", "to", "asOf"}) {
            InsightsUnderTest.Reply reply =
                    insights.get("/insights/sequences/s?version=all&" + parameter + "=" + time, "sales-manager");
            assertThat(reply.status()).as(parameter + " " + reply.body()).isEqualTo(400);
            assertThat(reply.json().path("code").asText()).isEqualTo("time-unreadable");
        }
    }
}

package dev.sequences.insights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.testkit.infra.ServiceResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Times that no database has. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class FarTimesTest {

    @Inject
    Suite suite;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%2B300000-01-01T00:00:00Z",
                "-300000-01-01T00:00:00Z",
                "%2B999999999-12-31T23:59:59-18:00",
                "%2B10000-01-01T00:00:00Z"
            })
    void areRefused(String time) throws Exception {
        for (String parameter : new String[] {"from", "to", "asOf"}) {
            Suite.Answer answer =
                    suite.get("/insights/sequences/s?version=all&" + parameter + "=" + time, "sales-manager");
            assertThat(answer.status()).as(parameter + " " + answer.body()).isEqualTo(400);
            assertThat(answer.json().path("code").asText()).isEqualTo("time-unreadable");
        }
    }
}

package dev.sequences.worklist.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.testkit.infra.Await;
import dev.sequences.testkit.infra.ServiceResource;
import dev.sequences.testkit.infra.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** A service starts and serves requests while the name of the broker cannot be resolved. */
@QuarkusTest
@QuarkusTestResource(
        value = ServiceResource.class,
        restrictToAnnotatedClass = true,
        initArgs = {
            @ResourceArg(name = "sequences.kafka.bootstrap-servers", value = "kafka.invalid:9092"),
            @ResourceArg(name = "sequences.health.grace-period", value = "PT3S")
        })
class WithoutBrokerTest {

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @ConfigProperty(name = "test.url")
    String url;

    @Test
    void startsAndServesRequests() throws Exception {
        Await.until("flow is down", () -> status(management.resolve("/q/health/group/flow")) == 503);
        assertThat(status(management.resolve("/q/health/ready"))).isEqualTo(200);
        assertThat(status(management.resolve("/q/health/live"))).isEqualTo(200);
        assertThat(status(URI.create(url + "/work-items?due=all"))).isEqualTo(200);
    }

    private static int status(URI uri) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + TestTokens.token("sally", "salesperson"))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.discarding()).statusCode();
        }
    }
}

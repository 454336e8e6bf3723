package dev.sequences.worklist.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.testkit.infra.ServiceResource;
import dev.sequences.testkit.infra.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Tokens of an OpenID provider with other claims than those of a local run. */
@QuarkusTest
@QuarkusTestResource(
        value = ServiceResource.class,
        restrictToAnnotatedClass = true,
        initArgs = {
            @ResourceArg(name = "sequences.relay.enabled", value = "false"),
            @ResourceArg(name = "sequences.tokens.audience", value = "sequences,crm"),
            @ResourceArg(name = "sequences.tokens.groups-path", value = "realm_access/roles")
        })
class ProviderTokensTest {

    @ConfigProperty(name = "test.url")
    String url;

    @Test
    void acceptsTheAudienceAndTheRolesOfTheRealm() throws Exception {
        assertThat(status(Map.of())).isEqualTo(200);
        assertThat(status(Map.of("aud", List.of("crm", "other")))).isEqualTo(200);
    }

    @Test
    void refusesATokenForAnotherApplication() throws Exception {
        assertThat(status(Map.of("aud", "some-other-app"))).isEqualTo(401);
    }

    @Test
    void readsNoRolesFromAnotherClaim() throws Exception {
        assertThat(status(Map.of("realm_access", Map.of("roles", List.of()), "groups", List.of("salesperson"))))
                .isEqualTo(403);
    }

    private int status(Map<String, ?> other) throws Exception {
        Instant now = Instant.now();
        Map<String, Object> claims = new HashMap<>(Map.of(
                "iss",
                TestTokens.ISSUER,
                "sub",
                "sally",
                "upn",
                "sally",
                "aud",
                "sequences",
                "realm_access",
                Map.of("roles", List.of("salesperson")),
                "iat",
                now.getEpochSecond(),
                "exp",
                now.plusSeconds(3600).getEpochSecond()));
        claims.putAll(other);
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/work-items?due=all"))
                .header("Authorization", "Bearer " + TestTokens.token(claims))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.discarding()).statusCode();
        }
    }
}

package dev.sequences.testkit.infra;

import dev.sequences.testkit.infra.PostgresServer.Database;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * A separate database, a broker and accepted tokens for a {@code @QuarkusTest} of a service:
 *
 * <pre>{@code
 * @QuarkusTest
 * @QuarkusTestResource(ServiceResource.class)
 * class WorkItemResourceTest { ... }
 * }</pre>
 *
 * <p>The service's name is read from its {@code application.properties}. Init arguments are passed on as configuration,
 * e.g. {@code sequences.relay.enabled=false}.
 */
public final class ServiceResource implements QuarkusTestResourceLifecycleManager {

    private static final String NAME = "sequences.service";

    private final Map<String, String> more = new HashMap<>();

    @Override
    public void init(Map<String, String> initArgs) {
        more.putAll(initArgs);
    }

    @Override
    public Map<String, String> start() {
        Database database = Infrastructure.postgres().database(serviceName());
        Map<String, String> configuration = new HashMap<>();
        configuration.put("sequences.database.url", database.url());
        configuration.put("sequences.database.username", database.username());
        configuration.put("sequences.database.password", database.password());
        configuration.put("sequences.kafka.bootstrap-servers", Infrastructure.kafka());
        configuration.put(
                "sequences.tokens.public-key", TestTokens.publicKey().toUri().toString());
        configuration.put("sequences.tokens.issuer", TestTokens.ISSUER);
        configuration.put("quarkus.http.test-port", "0");
        configuration.put("quarkus.management.test-port", "0");
        configuration.putAll(more);
        return configuration;
    }

    @Override
    public void stop() {
        // The servers serve the other tests of this JVM and end with it.
    }

    static String serviceName() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try {
            for (URL file : Collections.list(loader.getResources("application.properties"))) {
                Properties properties = new Properties();
                try (InputStream content = file.openStream()) {
                    properties.load(content);
                }
                String name = properties.getProperty(NAME);
                if (name != null) {
                    return name;
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("application.properties cannot be read", e);
        }
        throw new IllegalStateException(NAME + " is in no application.properties on the class path");
    }
}

package dev.sequences.testkit.infra;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** Like {@link ServiceResource}, with a separate broker and database connections that {@link Outages} can interrupt. */
public final class OutageResource implements QuarkusTestResourceLifecycleManager {

    private final ServiceResource service = new ServiceResource();

    @Override
    public void init(Map<String, String> initArgs) {
        service.init(initArgs);
    }

    @Override
    public Map<String, String> start() {
        Map<String, String> configuration = new HashMap<>(service.start());
        String kafka = ChildServer.start(
                BrokerProcess.class, pid -> System.setProperty(Outages.BROKER_PID, Long.toString(pid)));
        DeclaredTopics.createOn(kafka);
        configuration.put("sequences.kafka.bootstrap-servers", kafka);
        PostgresServer postgres = Infrastructure.postgres();
        String direct = postgres.host() + ":" + postgres.port();
        try {
            DatabaseGate gate = new DatabaseGate(postgres.host(), postgres.port());
            configuration.computeIfPresent(
                    "sequences.database.url", (key, url) -> url.replace(direct, "localhost:" + gate.port()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return configuration;
    }

    @Override
    public void stop() {
        service.stop();
    }
}

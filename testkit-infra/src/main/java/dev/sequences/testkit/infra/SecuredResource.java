package dev.sequences.testkit.infra;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/** Like {@link ServiceResource}, with servers that refuse clear text: {@link SecuredServers}. */
public final class SecuredResource implements QuarkusTestResourceLifecycleManager {

    private final ServiceResource service = new ServiceResource();

    @Override
    public void init(Map<String, String> initArgs) {
        service.init(initArgs);
    }

    @Override
    public Map<String, String> start() {
        Map<String, String> configuration = new HashMap<>(service.start());
        SecuredServers servers = SecuredServers.start();
        configuration.putAll(servers.settings(ServiceResource.serviceName()));
        configuration.put("test.kafka.internal", servers.internal());
        return configuration;
    }

    @Override
    public void stop() {
        service.stop();
    }
}

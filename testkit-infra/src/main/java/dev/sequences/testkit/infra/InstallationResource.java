package dev.sequences.testkit.infra;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Like {@link ServiceResource}, with the topics of the installation that the init argument {@code sequences.installation} names. */
public final class InstallationResource implements QuarkusTestResourceLifecycleManager {

    private static final String NAME = "sequences.installation";

    private final ServiceResource service = new ServiceResource();
    private String installation = "";

    @Override
    public void init(Map<String, String> initArgs) {
        service.init(initArgs);
        installation = initArgs.getOrDefault(NAME, "");
    }

    @Override
    public Map<String, String> start() {
        DeclaredTopics.createOn(Infrastructure.kafka(), installation + ".");
        return service.start();
    }

    @Override
    public void stop() {
        service.stop();
    }
}

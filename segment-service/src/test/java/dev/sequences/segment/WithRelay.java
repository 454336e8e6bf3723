package dev.sequences.segment;

import dev.sequences.testkit.infra.ServiceResource;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;

/**
 * A separate application with a running relay, because the other tests disable it. All tests that need a relay share this profile: a
 * replication slot exists once per database server, so a second application could not create its own.
 */
public final class WithRelay implements QuarkusTestProfile {

    @Override
    public boolean disableGlobalTestResources() {
        return true;
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(ServiceResource.class));
    }
}

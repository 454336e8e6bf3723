package dev.sequences.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.acceptance.faults.StoredEvents.Stored;
import dev.sequences.contracts.catalogue.EventType;
import dev.sequences.contracts.catalogue.EventTypes;
import dev.sequences.local.ProjectHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The checker's list of events is complete: a new stored event fails here until it is listed. */
class StoredEventsTest {

    private static final Map<String, String> MODULES = Map.of(
            "designer", "sequence-designer-service",
            "enrollment", "enrollment-service",
            "worklist", "worklist-service",
            "segment", "segment-service");

    @Test
    void listsEveryEventThatAServiceHasASampleOf() throws IOException {
        Map<String, String> stored = new TreeMap<>();
        for (Map.Entry<String, String> module : MODULES.entrySet()) {
            Path samples = ProjectHome.find().root().resolve(module.getValue()).resolve("src/test/resources/history");
            try (Stream<Path> names = Files.list(samples)) {
                names.map(path -> path.getFileName().toString())
                        // Snapshots are not events.
                        .filter(name -> !name.endsWith(".state"))
                        .forEach(name -> stored.put(name, module.getKey()));
            }
        }
        Map<String, String> listed = new TreeMap<>();
        StoredEvents.all().forEach((name, event) -> listed.put(name, event.service()));
        assertThat(listed).isEqualTo(stored);
    }

    @Test
    void namesEveryPublishedEventOfTheContract() {
        Set<String> published = StoredEvents.all().values().stream()
                .filter(event -> !event.isPrivate())
                .map(Stored::type)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(published)
                .isEqualTo(EventTypes.ALL.stream()
                        .map(EventType::name)
                        .filter(name -> !name.startsWith("crm."))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }
}

package dev.sequences.benchmarks.sections;

import dev.sequences.benchmarks.load.Await;
import dev.sequences.benchmarks.report.Figure;
import dev.sequences.benchmarks.report.Figure.Promise;
import dev.sequences.benchmarks.stage.Section;
import dev.sequences.benchmarks.stage.Stage;
import dev.sequences.local.Component;
import java.time.Duration;

/** Measures the memory of each service after all load. */
public final class Memory implements Section {

    private static final Duration REST = Duration.ofSeconds(5);

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public void run(Stage stage) {
        Await.pause(REST);
        for (var service : Component.services()) {
            stage.add(Figure.of(
                            name(),
                            service.id() + " resident after load",
                            stage.processes().residentMegabytes(service),
                            "MB")
                    .promised(Promise.atMost(300, "<= 300 MB at rest"))
                    .noting("process of %d s"
                            .formatted(stage.suite()
                                    .uptime(service)
                                    .orElse(Duration.ZERO)
                                    .toSeconds())));
        }
    }
}

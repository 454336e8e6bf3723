package dev.sequences.benchmarks.sections;

import dev.sequences.benchmarks.load.Await;
import dev.sequences.benchmarks.report.Figure;
import dev.sequences.benchmarks.report.Figure.Promise;
import dev.sequences.benchmarks.stage.Section;
import dev.sequences.benchmarks.stage.Stage;
import dev.sequences.local.Component;
import java.time.Duration;

/** Reports how long each service took to be ready, and its memory before the first request. */
public final class StartUp implements Section {

    private static final Duration REST = Duration.ofSeconds(3);

    @Override
    public String name() {
        return "start";
    }

    @Override
    public void run(Stage stage) {
        for (var service : Component.services()) {
            var ready = stage.readyAfter().get(service);
            if (ready != null) {
                stage.add(Figure.of(name(), service.id() + " ready after", ready.toMillis() / 1e3, "s")
                        .noting("all five start at once, with an empty database"));
            }
        }
        Await.pause(REST);
        for (var service : Component.services()) {
            stage.add(Figure.of(
                            name(),
                            service.id() + " resident before load",
                            stage.processes().residentMegabytes(service),
                            "MB")
                    .promised(Promise.atMost(300, "<= 300 MB at rest")));
        }
    }
}

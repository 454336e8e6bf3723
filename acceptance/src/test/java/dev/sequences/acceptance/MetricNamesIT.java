package dev.sequences.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.local.ProjectHome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every metric in the alerts and dashboards of the chart is exported by a running service. Runs late, when each kind of work has occurred. */
@Order(240)
@ExtendWith(Suite.class)
class MetricNamesIT {

    private static final int MANAGEMENT_OFFSET = 1_000;

    /** Names of metrics: a prefix that no label and no function has. */
    private static final Pattern METRIC = Pattern.compile("\\b(?:sequences|http_server|process|jvm|system)_[a-z0-9_]+");

    private final RunningSuite suite;

    MetricNamesIT(RunningSuite suite) {
        this.suite = suite;
    }

    @Test
    void exportsEachMetricOfAlertsAndDashboards() throws Exception {
        Set<String> used = new TreeSet<>();
        Path chart = ProjectHome.find().topics().getParent().resolveSibling("helm/sequences");
        for (String file : List.of("alerts/sequences.yaml", "dashboards/suite.json", "dashboards/service.json")) {
            METRIC.matcher(Files.readString(chart.resolve(file))).results().forEach(name -> used.add(name.group()));
        }

        Set<String> exported = new TreeSet<>();
        for (URI service : List.of(
                suite.at().designer(),
                suite.at().enrollment(),
                suite.at().worklist(),
                suite.at().segment(),
                suite.at().insights())) {
            exported.addAll(scrape(service));
        }

        assertThat(used).hasSizeGreaterThan(10);
        assertThat(exported).containsAll(used);
    }

    private static Set<String> scrape(URI service) throws IOException, InterruptedException {
        URI metrics = URI.create("http://localhost:%d/q/metrics".formatted(service.getPort() + MANAGEMENT_OFFSET));
        try (HttpClient client = HttpClient.newHttpClient()) {
            String text = client.send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            Set<String> names = new TreeSet<>();
            text.lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> names.add(line.replaceFirst("[{ ].*", "")));
            return names;
        }
    }
}

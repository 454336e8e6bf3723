package dev.sequences.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples and pages about deployment agree with the chart. */
class ExamplesTest {

    private static final Path EXAMPLES = Chart.ROOT.resolve("deploy/examples");

    @TempDir
    Path directory;

    @Test
    void rendersTheValuesOfArgoCdAndFlux() throws IOException {
        JsonNode application = Chart.read(EXAMPLES.resolve("argocd.yaml"));
        JsonNode release =
                Chart.documents(Files.readString(EXAMPLES.resolve("flux.yaml"))).getLast();

        assertThat(application.at("/spec/source/path").asText()).isEqualTo("deploy/helm/sequences");
        assertRenders(application.at("/spec/source/helm/valuesObject"));
        assertRenders(release.at("/spec/values"));
    }

    @Test
    void linksOnlyToExistingPages() throws IOException {
        List<String> missing = new ArrayList<>();
        for (Path folder : List.of(Chart.ROOT.resolve("docs/deploy"), Chart.ROOT.resolve("docs/runbooks"))) {
            try (var pages = Files.list(folder)) {
                for (Path page : pages.toList()) {
                    Pattern.compile("]\\(([^)#:]+)\\)")
                            .matcher(Files.readString(page))
                            .results()
                            .map(link -> page.resolveSibling(link.group(1)))
                            .filter(Files::notExists)
                            .forEach(target -> missing.add(page.getFileName() + ": " + target));
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    private void assertRenders(JsonNode values) throws IOException {
        Path file = directory.resolve("values.yaml");
        Files.writeString(file, Chart.YAML.writeValueAsString(values));

        assertThatCode(() -> Chart.render(Chart.DIRECTORY.resolve("values-production.yaml"), file))
                .doesNotThrowAnyException();
    }
}

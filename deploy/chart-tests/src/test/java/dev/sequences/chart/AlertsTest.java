package dev.sequences.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The alerts fire when they should, and each has a runbook. */
class AlertsTest {

    private static final Path TESTS = Chart.ROOT.resolve("deploy/alerts/alerts_test.yaml");
    private static final List<Path> RULES = List.of(
            Chart.DIRECTORY.resolve("alerts/sequences.yaml"), Chart.DIRECTORY.resolve("alerts/postgresql.yaml"));

    @Test
    void hasARunbookPerAlert() throws IOException {
        Path runbooks = Chart.ROOT.resolve("docs/runbooks");
        Set<String> expected = new TreeSet<>(Set.of("README.md"));
        for (JsonNode rule : rules()) {
            String runbook = rule.at("/annotations/runbook_url").asText();
            expected.add(runbook);
            assertThat(Files.readString(runbooks.resolve(runbook)))
                    .startsWith("# " + rule.path("alert").asText() + "\n");
            assertThat(Files.readString(runbooks.resolve("README.md"))).contains("(" + runbook + ")");
            assertThat(rule.at("/labels/severity").asText()).isIn("critical", "warning");
        }
        try (var files = Files.list(runbooks)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void testsThatEachAlertFiresAndStaysSilent() {
        List<String> cases = Chart.read(TESTS).path("tests").findValuesAsText("name");

        assertThat(rules()).extracting(rule -> rule.path("alert").asText()).allSatisfy(alert -> assertThat(cases)
                .contains(alert + " fires", alert + " stays silent"));
    }

    @Test
    void passesTheTestsOfPromtool() throws Exception {
        Path promtool = Promtool.find();
        Assumptions.assumeTrue(promtool != null, "promtool is neither on the PATH nor in a Debian package");

        List<String> check = new ArrayList<>(List.of("check", "rules"));
        RULES.forEach(file -> check.add(file.toString()));
        run(promtool, check);
        run(promtool, List.of("test", "rules", TESTS.toString()));
    }

    @Test
    void exportsEachMetricOfPostgresql() throws IOException {
        JsonNode queries = Chart.YAML.readTree(Chart.read(Chart.ROOT.resolve("deploy/postgres/monitoring.yaml"))
                .at("/data/queries")
                .asText());
        Set<String> exported = new TreeSet<>();
        queries.properties().forEach(query -> query.getValue().path("metrics").forEach(metric -> metric.fieldNames()
                .forEachRemaining(column -> exported.add("cnpg_" + query.getKey() + "_" + column))));
        Set<String> used = new TreeSet<>();
        for (Path file : List.of(RULES.getLast(), Chart.DIRECTORY.resolve("dashboards/postgresql.json"))) {
            Pattern.compile("cnpg_\\w+")
                    .matcher(Files.readString(file))
                    .results()
                    .forEach(name -> used.add(name.group()));
        }

        assertThat(used).isNotEmpty();
        assertThat(exported).containsAll(used);
    }

    private static List<JsonNode> rules() {
        List<JsonNode> rules = new ArrayList<>();
        for (Path file : RULES) {
            Chart.read(file).path("groups").forEach(group -> group.path("rules").forEach(rules::add));
        }
        return rules;
    }

    private static void run(Path promtool, List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(promtool.toString()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }
}

package dev.sequences.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every render, whatever the values. */
class ChartRulesTest {

    private static final Set<String> FRAMEWORK_VARIABLES = Set.of(
            "QUARKUS_HTTP_HOST",
            "QUARKUS_HTTP_PORT",
            "QUARKUS_MANAGEMENT_HOST",
            "QUARKUS_MANAGEMENT_PORT",
            "AXONIQ_UPDATE_CHECKER_DISABLED",
            "MALLOC_ARENA_MAX",
            "JAVA_TOOL_OPTIONS");

    private static final int LONGEST_STOP_SECONDS = 45;

    static List<String> cases() {
        return Chart.cases();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void fitsTheRestrictedPodSecurityStandard(String name) {
        for (JsonNode pod : pods(name)) {
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
            assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
            assertThat(pod.path("enableServiceLinks").asBoolean(true)).isFalse();
            assertThat(List.of("hostNetwork", "hostPID", "hostIPC")).noneMatch(pod::has);
            for (JsonNode volume : pod.path("volumes")) {
                assertThat(volume.has("hostPath")).as(volume.toString()).isFalse();
            }
            for (JsonNode container : pod.path("containers")) {
                JsonNode security = container.path("securityContext");
                assertThat(security.path("allowPrivilegeEscalation").asBoolean(true))
                        .isFalse();
                assertThat(security.path("readOnlyRootFilesystem").asBoolean()).isTrue();
                assertThat(texts(security.at("/capabilities/drop"))).containsExactly("ALL");
                assertThat(container.at("/resources/limits/memory").asText()).isNotEmpty();
                assertThat(container.at("/resources/limits").has("cpu")).isFalse();
                assertThat(container.at("/resources/requests/cpu").asText()).isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void refersOnlyToSecretsOfTheValues(String name) {
        Set<String> known = new HashSet<>();
        Chart.values(name).forEach(values -> known.addAll(values.findValuesAsText("existingSecret")));

        assertThat(known).containsAll(secrets(name));
    }

    @Test
    void ignoresNoReferenceToASecret() {
        Set<String> given = new TreeSet<>();
        Chart.values("every-secret")
                .getLast()
                .findValuesAsText("existingSecret")
                .forEach(given::add);

        assertThat(secrets("every-secret")).hasSize(19).isEqualTo(given);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void selectsThePodsOfItsOwnServiceOnly(String name) {
        List<JsonNode> deployments = ofKind(name, "Deployment");
        for (JsonNode deployment : deployments) {
            assertThat(matching(deployment.at("/spec/selector/matchLabels"), deployments))
                    .as(Chart.describe(deployment))
                    .containsExactly(deployment);
        }
        for (JsonNode service : ofKind(name, "Service")) {
            assertThat(matching(service.at("/spec/selector"), deployments))
                    .as(Chart.describe(service))
                    .hasSize(1);
        }
        for (JsonNode budget : ofKind(name, "PodDisruptionBudget")) {
            List<JsonNode> protectedPods = matching(budget.at("/spec/selector/matchLabels"), deployments);
            assertThat(protectedPods).as(Chart.describe(budget)).hasSize(1);
            int replicas = protectedPods.getFirst().at("/spec/replicas").asInt(2);
            assertThat(budget.at("/spec/maxUnavailable").asInt()).isBetween(1, replicas - 1);
        }
        for (JsonNode monitor : ofKind(name, "PodMonitor")) {
            assertThat(matching(monitor.at("/spec/selector/matchLabels"), deployments))
                    .hasSameSizeAs(deployments);
        }
        for (String kind : List.of("HorizontalPodAutoscaler", "ScaledObject")) {
            for (JsonNode scaler : ofKind(name, kind)) {
                String target = scaler.at("/spec/scaleTargetRef/name").asText();
                JsonNode deployment = deployments.stream()
                        .filter(one -> one.at("/metadata/name").asText().equals(target))
                        .findFirst()
                        .orElseThrow();
                assertThat(deployment.path("spec").has("replicas"))
                        .as("replicas of " + target)
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isolatesEachServiceInBothDirections(String name) {
        List<JsonNode> policies = ofKind(name, "NetworkPolicy");
        if (policies.isEmpty()) {
            assertThat(name).isEqualTo("no-service-accounts");
            return;
        }
        for (JsonNode deployment : ofKind(name, "Deployment")) {
            assertThat(policies)
                    .filteredOn(policy -> matches(policy.at("/spec/podSelector/matchLabels"), deployment))
                    .as(Chart.describe(deployment))
                    .hasSize(1);
        }
        assertThat(policies).allSatisfy(policy -> assertThat(texts(policy.at("/spec/policyTypes")))
                .containsExactly("Ingress", "Egress"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void namesPortsThatTheContainerHas(String name) {
        for (JsonNode deployment : ofKind(name, "Deployment")) {
            JsonNode container = deployment.at("/spec/template/spec/containers/0");
            List<String> ports = container.path("ports").findValuesAsText("name");
            for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
                assertThat(ports)
                        .contains(container.path(probe).at("/httpGet/port").asText());
            }
            assertThat(ports).contains("http", "management");
        }
        for (JsonNode service : ofKind(name, "Service")) {
            assertThat(service.at("/spec/ports/0/targetPort").asText()).isEqualTo("http");
        }
        for (JsonNode monitor : ofKind(name, "PodMonitor")) {
            assertThat(monitor.at("/spec/podMetricsEndpoints/0/port").asText()).isEqualTo("management");
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void setsVariablesThatTheServicesKnow(String name) throws IOException {
        Set<String> known = new HashSet<>(FRAMEWORK_VARIABLES);
        Pattern.compile("\\| `(sequences\\.[a-z0-9.-]+)` \\|")
                .matcher(Files.readString(Chart.ROOT.resolve("docs/settings.md")))
                .results()
                .forEach(key -> known.add(variable(key.group(1))));
        for (JsonNode workload : workloads(name)) {
            JsonNode container = workload.at("/spec/template/spec/containers/0");
            List<String> names = new ArrayList<>();
            container.path("env").forEach(one -> names.add(one.path("name").asText()));
            assertThat(names).as(Chart.describe(workload)).doesNotHaveDuplicates();
            if (!name.equals("extras")) {
                assertThat(known).as(Chart.describe(workload)).containsAll(names);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void leavesTimeForAGracefulStop(String name) {
        for (JsonNode deployment : ofKind(name, "Deployment")) {
            JsonNode pod = deployment.at("/spec/template/spec");
            int drain = pod.at("/containers/0/lifecycle/preStop/sleep/seconds").asInt();
            assertThat(pod.path("terminationGracePeriodSeconds").asInt())
                    .isGreaterThanOrEqualTo(drain + LONGEST_STOP_SECONDS);
            assertThat(deployment
                            .at("/spec/strategy/rollingUpdate/maxUnavailable")
                            .asText())
                    .isEqualTo("0");
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void createsNeitherSecretsNorDefinitionsNorHooks(String name) {
        Set<String> identities = new HashSet<>();
        for (JsonNode object : Chart.objects(name)) {
            assertThat(object.path("kind").asText()).isNotIn("Secret", "CustomResourceDefinition", "ClusterRole");
            assertThat(identities.add(Chart.describe(object)))
                    .as("only once: " + Chart.describe(object))
                    .isTrue();
            assertThat(object.at("/metadata/name").asText()).hasSizeLessThanOrEqualTo(63);
            assertThat(object.at("/metadata/annotations").has("helm.sh/hook"))
                    .as(Chart.describe(object))
                    .isFalse();
            object.at("/metadata/labels")
                    .forEach(label -> assertThat(label.asText().length()).isLessThan(64));
        }
    }

    @Test
    void namesAMigrationJobByItsContent() {
        List<String> first = names("migration-job", "Job");
        List<String> other = names("migration-job-of-another-tag", "Job");

        assertThat(first).hasSize(2).allMatch(name -> name.matches("sequences-[a-z]+-migration-[0-9a-f]{8}"));
        assertThat(other).hasSize(2).doesNotContainAnyElementsOf(first);
    }

    @Test
    void listsTheImages() throws IOException {
        Set<String> images = new TreeSet<>();
        pods("default").forEach(pod -> images.addAll(pod.findValuesAsText("image")));

        assertThat(Files.readAllLines(Chart.DIRECTORY.resolve("images.txt"))).containsExactlyElementsOf(images);
    }

    private static List<String> names(String name, String kind) {
        return ofKind(name, kind).stream()
                .map(object -> object.at("/metadata/name").asText())
                .toList();
    }

    private static Set<String> secrets(String name) {
        Set<String> secrets = new TreeSet<>();
        for (JsonNode pod : pods(name)) {
            pod.findValues("secretKeyRef")
                    .forEach(reference -> secrets.add(reference.path("name").asText()));
            secrets.addAll(pod.findValuesAsText("secretName"));
        }
        return secrets;
    }

    private static List<JsonNode> pods(String name) {
        List<JsonNode> pods = new ArrayList<>();
        workloads(name).forEach(workload -> pods.add(workload.at("/spec/template/spec")));
        ofKind(name, "Pod").forEach(pod -> pods.add(pod.path("spec")));
        return pods;
    }

    private static List<JsonNode> workloads(String name) {
        List<JsonNode> workloads = new ArrayList<>(ofKind(name, "Deployment"));
        workloads.addAll(ofKind(name, "Job"));
        return workloads;
    }

    private static List<JsonNode> ofKind(String name, String kind) {
        return Chart.objects(name).stream()
                .filter(object -> object.path("kind").asText().equals(kind))
                .toList();
    }

    private static List<JsonNode> matching(JsonNode selector, List<JsonNode> deployments) {
        return deployments.stream()
                .filter(deployment -> matches(selector, deployment))
                .toList();
    }

    private static boolean matches(JsonNode selector, JsonNode deployment) {
        JsonNode labels = deployment.at("/spec/template/metadata/labels");
        return selector.properties().stream()
                .allMatch(label -> labels.path(label.getKey()).equals(label.getValue()));
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static String variable(String key) {
        return key.replaceAll("[^a-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}

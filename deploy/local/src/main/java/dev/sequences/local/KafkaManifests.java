package dev.sequences.local;

import java.util.Locale;
import java.util.TreeMap;

/** Topics and rights of the suite in the forms that operators apply. */
public final class KafkaManifests {

    private final TopicCatalogue catalogue;
    private final String cluster;
    private final String apiVersion;
    private final String userPrefix;
    private final String prefix;

    /**
     * @param cluster name of the Kafka cluster in Strimzi
     * @param apiVersion version of Strimzi's resources
     * @param userPrefix beginning of the names of users, which continue with the name of the service
     * @param installation value of {@code sequences.installation}, the prefix of topics and groups; may be empty
     */
    public KafkaManifests(
            TopicCatalogue catalogue, String cluster, String apiVersion, String userPrefix, String installation) {
        this.catalogue = catalogue;
        this.cluster = cluster;
        this.apiVersion = apiVersion;
        this.userPrefix = userPrefix;
        this.prefix = installation.isEmpty() ? "" : installation + ".";
    }

    /** Returns one KafkaTopic per topic. Neither Helm nor Argo CD deletes them, since that would delete the events. */
    public String topics() {
        var text = new StringBuilder();
        for (var topic : catalogue.topics()) {
            text.append("""
                    ---
                    apiVersion: %s
                    kind: KafkaTopic
                    metadata:
                      name: %s
                      labels: {strimzi.io/cluster: %s}
                      annotations:
                        helm.sh/resource-policy: keep
                        argocd.argoproj.io/sync-options: Prune=false,Delete=false
                    spec:
                      topicName: %s
                      partitions: %d
                      replicas: %d
                      config:
                    """.formatted(
                            apiVersion,
                            prefix + topic.name(),
                            cluster,
                            prefix + topic.name(),
                            topic.partitions(),
                            catalogue.replicas()));
            new TreeMap<>(topic.configuration())
                    .forEach((key, value) -> text.append("    %s: %s%n".formatted(key, quoted(value))));
        }
        return text.toString();
    }

    /**
     * Returns one KafkaUser per service with its rights.
     *
     * @param authentication {@code scram-sha-512} or {@code tls}
     */
    public String users(String authentication) {
        var text = new StringBuilder();
        KafkaRight.ofServices(catalogue).forEach((service, rights) -> {
            text.append("""
                    ---
                    apiVersion: %s
                    kind: KafkaUser
                    metadata:
                      name: %s
                      labels: {strimzi.io/cluster: %s}
                    spec:
                      authentication: {type: %s}
                      authorization:
                        type: simple
                        acls:
                    """.formatted(apiVersion, userPrefix + service, cluster, authentication));
            for (var right : rights) {
                text.append("""
                              - resource: {type: %s, name: %s, patternType: %s}
                                operations: [%s]
                        """.formatted(
                                right.kind().name().toLowerCase(Locale.ROOT),
                                prefix + right.resource(),
                                pattern(right),
                                String.join(", ", right.operations())));
            }
        });
        return text.toString();
    }

    /** Returns the arguments of {@code kafka-acls.sh}, one line per right. */
    public String acls() {
        var text = new StringBuilder();
        KafkaRight.ofServices(catalogue).forEach((service, rights) -> {
            for (var right : rights) {
                text.append("--add --allow-principal User:%s%s".formatted(userPrefix, service));
                right.operations()
                        .forEach(operation -> text.append(" --operation ").append(operation));
                text.append(" --%s %s --resource-pattern-type %s%n"
                        .formatted(
                                right.kind().name().toLowerCase(Locale.ROOT),
                                prefix + right.resource(),
                                patternOption(right)));
            }
        });
        return text.toString();
    }

    private static String pattern(KafkaRight right) {
        return right.kind() == KafkaRight.Kind.GROUP ? "prefix" : "literal";
    }

    private static String patternOption(KafkaRight right) {
        return right.kind() == KafkaRight.Kind.GROUP ? "prefixed" : "literal";
    }

    private static String quoted(String value) {
        return value.matches("-?\\d+") ? value : "\"" + value + "\"";
    }
}

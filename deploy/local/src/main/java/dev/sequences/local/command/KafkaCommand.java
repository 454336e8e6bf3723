package dev.sequences.local.command;

import dev.sequences.local.KafkaManifests;
import dev.sequences.local.LocalRunException;
import dev.sequences.local.ProjectHome;
import dev.sequences.local.TopicCatalogue;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints topics and rights for the broker of a cluster. */
@Command(
        name = "kafka",
        description = "Prints the topics, users or ACLs of deploy/kafka/topics.yaml for a Kafka cluster of your own:",
        footer = {
            "",
            "  ./sequences kafka topics --cluster kafka | kubectl apply -n kafka -f -",
            "  ./sequences kafka users --cluster kafka | kubectl apply -n kafka -f -",
            "  ./sequences kafka acls | while read -r acl; do kafka-acls.sh --bootstrap-server HOST:PORT $acl; done"
        })
public final class KafkaCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "KIND",
            description =
                    "topics (KafkaTopic of Strimzi), users (KafkaUser of Strimzi), or acls (arguments of kafka-acls.sh).")
    private String kind = "";

    @Option(
            names = "--profile",
            paramLabel = "PROFILE",
            defaultValue = "production",
            description = "Profile of the topics file (default: ${DEFAULT-VALUE}).")
    private String profile = "";

    @Option(
            names = "--cluster",
            paramLabel = "NAME",
            defaultValue = "kafka",
            description = "Name of the Kafka cluster in Strimzi (default: ${DEFAULT-VALUE}).")
    private String cluster = "";

    @Option(
            names = "--api-version",
            paramLabel = "VERSION",
            defaultValue = "kafka.strimzi.io/v1beta2",
            description = "API version of Strimzi's resources (default: ${DEFAULT-VALUE}).")
    private String apiVersion = "";

    @Option(
            names = "--user-prefix",
            paramLabel = "PREFIX",
            defaultValue = "sequences-",
            description = "Beginning of the users' names, before the name of the service (default: ${DEFAULT-VALUE}).")
    private String userPrefix = "";

    @Option(
            names = "--installation",
            paramLabel = "NAME",
            defaultValue = "",
            description =
                    "The setting sequences.installation of the services: prefix of topics and groups (default: none).")
    private String installation = "";

    @Option(
            names = "--authentication",
            paramLabel = "TYPE",
            defaultValue = "scram-sha-512",
            description = "Authentication of the users, scram-sha-512 or tls (default: ${DEFAULT-VALUE}).")
    private String authentication = "";

    @Override
    public Integer call() {
        if (!List.of("scram-sha-512", "tls").contains(authentication)) {
            throw new LocalRunException(
                    "--authentication is scram-sha-512 or tls, not \"%s\".".formatted(authentication));
        }
        var catalogue = TopicCatalogue.read(ProjectHome.find().topics(), profile);
        var manifests = new KafkaManifests(catalogue, cluster, apiVersion, userPrefix, installation);
        var text =
                switch (kind) {
                    case "topics" -> manifests.topics();
                    case "users" -> manifests.users(authentication);
                    case "acls" -> manifests.acls();
                    default ->
                        throw new LocalRunException("KIND is topics, users or acls, not \"%s\".".formatted(kind));
                };
        System.out.print(text);
        return 0;
    }
}

package dev.sequences.local;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;

/** The topics that {@code deploy/kafka/topics.yaml} declares, for one profile of that file. */
public final class TopicCatalogue {

    /** Long enough that a subscriber that was away over a holiday still sees which keys are to be forgotten. */
    private static final Duration FORGOTTEN_KEYS_STAY = Duration.ofDays(7);

    /** A forgotten person's data leaves the log no later than this. */
    private static final Duration COMPACTED_WITHIN = Duration.ofDays(1);

    private static final String FOREVER = "forever";

    private final List<DeclaredTopic> topics;
    private final List<TopicUse> uses;
    private final short replicas;

    private TopicCatalogue(List<DeclaredTopic> topics, List<TopicUse> uses, short replicas) {
        this.topics = List.copyOf(topics);
        this.uses = List.copyOf(uses);
        this.replicas = replicas;
    }

    /**
     * Who uses a topic.
     *
     * @param publishers services that write to it
     * @param deadLetters dead-letter topic by consumer; a consumer's name starts with its service and a dot
     */
    public record TopicUse(String topic, List<String> publishers, Map<String, String> deadLetters) {}

    /** One topic as it must stand on the broker. */
    public record DeclaredTopic(String name, int partitions, Map<String, String> configuration) {}

    public static TopicCatalogue local(Path file) {
        return read(file, "local");
    }

    public static TopicCatalogue read(Path file, String profile) {
        try {
            var mapper = YAMLMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();
            return mapper.readValue(file.toFile(), Declarations.class).in(profile);
        } catch (IOException e) {
            throw new LocalRunException("The topics in %s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    public List<DeclaredTopic> topics() {
        return topics;
    }

    /** Returns the use of each topic except of dead-letter topics. */
    public List<TopicUse> uses() {
        return uses;
    }

    public short replicas() {
        return replicas;
    }

    public List<String> names() {
        return topics.stream().map(DeclaredTopic::name).toList();
    }

    /** Makes the broker's topics what the file says: adds missing ones and partitions, sets the configuration, removes nothing. */
    public void applyTo(String bootstrap) throws InterruptedException {
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 20_000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 60_000);
        try (var admin = Admin.create(settings)) {
            var present = admin.listTopics().names().get();
            create(
                    admin,
                    topics.stream()
                            .filter(topic -> !present.contains(topic.name()))
                            .toList());
            adjust(
                    admin,
                    topics.stream()
                            .filter(topic -> present.contains(topic.name()))
                            .toList());
        } catch (ExecutionException e) {
            throw new LocalRunException(
                    "The topics could not be created on %s: %s".formatted(bootstrap, e.getCause()), e);
        }
    }

    private void create(Admin admin, Collection<DeclaredTopic> missing)
            throws ExecutionException, InterruptedException {
        var created = admin.createTopics(missing.stream()
                .map(topic -> new NewTopic(topic.name(), topic.partitions(), replicas).configs(topic.configuration()))
                .toList());
        for (var creation : created.values().values()) {
            try {
                creation.get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    private void adjust(Admin admin, Collection<DeclaredTopic> present)
            throws ExecutionException, InterruptedException {
        var names = present.stream().map(DeclaredTopic::name).toList();
        var descriptions = admin.describeTopics(names).allTopicNames().get();
        var more = present.stream()
                .filter(topic -> Objects.requireNonNull(descriptions.get(topic.name()))
                                .partitions()
                                .size()
                        < topic.partitions())
                .collect(Collectors.toMap(DeclaredTopic::name, topic -> NewPartitions.increaseTo(topic.partitions())));
        admin.createPartitions(more).all().get();
        Map<ConfigResource, Collection<AlterConfigOp>> configuration = new HashMap<>();
        for (var topic : present) {
            configuration.put(
                    new ConfigResource(ConfigResource.Type.TOPIC, topic.name()),
                    topic.configuration().entrySet().stream()
                            .map(entry -> new AlterConfigOp(
                                    new ConfigEntry(entry.getKey(), entry.getValue()), AlterConfigOp.OpType.SET))
                            .toList());
        }
        admin.incrementalAlterConfigs(configuration).all().get();
    }

    private record Declarations(
            Map<String, Profile> profiles, int maxMessageBytes, List<Topic> topics, Shape deadLetters) {

        TopicCatalogue in(String name) {
            var profile = Optional.ofNullable(profiles.get(name))
                    .orElseThrow(() -> new LocalRunException(
                            "The topics file has no profile \"%s\"; it has %s.".formatted(name, profiles.keySet())));
            var declared = new ArrayList<DeclaredTopic>();
            var uses = new ArrayList<TopicUse>();
            for (var topic : topics) {
                var letters = new LinkedHashMap<String, String>();
                declared.add(new Shape(topic.name, topic.partitions, topic.cleanup, topic.retention)
                        .named(topic.name, name, profile, maxMessageBytes));
                for (var consumer : topic.consumers()) {
                    var letter = deadLetters.name.replace("{topic}", topic.name).replace("{consumer}", consumer);
                    letters.put(consumer, letter);
                    declared.add(deadLetters.named(letter, name, profile, maxMessageBytes));
                }
                uses.add(new TopicUse(topic.name, topic.publishers, letters));
            }
            return new TopicCatalogue(declared, uses, profile.replicas);
        }
    }

    private record Profile(short replicas, short minInSyncReplicas) {}

    private record Topic(
            String name,
            Map<String, Integer> partitions,
            String cleanup,
            String retention,
            List<String> publishers,
            @Nullable List<String> consumers) {

        @Override
        public List<String> consumers() {
            return consumers == null ? List.of() : consumers;
        }
    }

    private record Shape(String name, Map<String, Integer> partitions, String cleanup, String retention) {

        DeclaredTopic named(String topic, String profileName, Profile profile, int maxMessageBytes) {
            var count = Optional.ofNullable(partitions.get(profileName))
                    .orElseThrow(() ->
                            new LocalRunException("Topic %s does not say how many partitions it has in profile \"%s\"."
                                    .formatted(topic, profileName)));
            var configuration = new HashMap<String, String>();
            configuration.put(TopicConfig.CLEANUP_POLICY_CONFIG, cleanup);
            configuration.put(TopicConfig.RETENTION_BYTES_CONFIG, "-1");
            configuration.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(maxMessageBytes));
            configuration.put(
                    TopicConfig.RETENTION_MS_CONFIG,
                    retention.equals(FOREVER)
                            ? "-1"
                            : Long.toString(Duration.parse(retention).toMillis()));
            configuration.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Short.toString(profile.minInSyncReplicas));
            if (cleanup.equals(TopicConfig.CLEANUP_POLICY_COMPACT)) {
                configuration.put(
                        TopicConfig.DELETE_RETENTION_MS_CONFIG, Long.toString(FORGOTTEN_KEYS_STAY.toMillis()));
                configuration.put(TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, Long.toString(COMPACTED_WITHIN.toMillis()));
            }
            return new DeclaredTopic(topic, count, Map.copyOf(configuration));
        }
    }
}

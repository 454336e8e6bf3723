package dev.sequences.local;

import dev.sequences.local.TopicCatalogue.TopicUse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What one service may do on the broker.
 *
 * @param resource topic, or prefix of consumer groups if {@code kind} is {@code GROUP}
 * @param operations names of operations as in Strimzi, e.g. {@code Read}; {@code Describe} is listed, since only some brokers imply it
 */
public record KafkaRight(Kind kind, String resource, List<String> operations) {

    /** Kind of resource. */
    public enum Kind {
        TOPIC,
        GROUP
    }

    private static final List<String> READ = List.of("Read", "Describe");
    private static final List<String> WRITE = List.of("Write", "Describe");
    private static final List<String> BOTH = List.of("Read", "Write", "Describe");

    /** Returns the least rights of each service with which it works, by the name of the service. */
    public static Map<String, List<KafkaRight>> ofServices(TopicCatalogue catalogue) {
        Map<String, List<KafkaRight>> rights = new LinkedHashMap<>();
        for (Component service : Component.services()) {
            rights.put(service.id(), of(service.id(), catalogue.uses()));
        }
        return rights;
    }

    private static List<KafkaRight> of(String service, List<TopicUse> uses) {
        String prefix = service + ".";
        List<KafkaRight> rights = new ArrayList<>();
        var letters = new TreeSet<String>();
        for (TopicUse use : uses) {
            boolean reads = use.deadLetters().keySet().stream().anyMatch(consumer -> consumer.startsWith(prefix));
            boolean writes = use.publishers().contains(service);
            if (reads || writes) {
                rights.add(new KafkaRight(Kind.TOPIC, use.topic(), reads && writes ? BOTH : reads ? READ : WRITE));
            }
            use.deadLetters().forEach((consumer, letter) -> {
                if (consumer.startsWith(prefix)) {
                    letters.add(letter);
                }
            });
        }
        letters.forEach(letter -> rights.add(new KafkaRight(Kind.TOPIC, letter, WRITE)));
        if (rights.stream().anyMatch(right -> right.operations().contains("Read"))) {
            rights.add(new KafkaRight(Kind.GROUP, prefix, READ));
        }
        rights.sort(Comparator.comparing(KafkaRight::kind).thenComparing(KafkaRight::resource));
        return List.copyOf(rights);
    }
}

package dev.sequences.chassis.intake;

import dev.sequences.chassis.flow.FactVersion;
import java.util.List;
import java.util.Map;

/**
 * A fact that a message needs.
 *
 * @param consumer consumer of this service that reads the topic of the fact
 */
record Need(String consumer, FactVersion fact) {

    /**
     * Returns the needs of a message of a handler.
     *
     * @throws Unreadable if the message's basis is malformed
     */
    static List<Need> of(MessageHandler handler, Message message) {
        Map<String, String> informedBy = handler.informedBy(message);
        if (informedBy.isEmpty()) {
            return List.of();
        }
        return message.basis().stream()
                .filter(fact -> informedBy.containsKey(fact.topic()))
                .map(fact -> new Need(informedBy.getOrDefault(fact.topic(), ""), fact).checked())
                .toList();
    }

    private Need checked() {
        if (!fact.version().matches("(?s).*#\\d{1,18}|\\d{1,9}@\\d{1,18}")) {
            throw new Unreadable("the version '" + fact.version() + "' in ce_basis is neither <source>#<position> nor"
                    + " <partition>@<offset>");
        }
        return this;
    }

    /** Whether the sender numbers the messages of the topic. */
    boolean hasPosition() {
        return fact.version().indexOf('#') >= 0;
    }

    /** Subject in {@code chassis.consumer_position}, for a numbered fact. */
    String subject() {
        String source = fact.version().substring(0, fact.version().lastIndexOf('#'));
        return KafkaMessage.subject(fact.topic(), source, fact.key());
    }

    /** Position of a numbered fact, offset of another. */
    long number() {
        String version = fact.version();
        return Long.parseLong(version.substring(version.lastIndexOf(hasPosition() ? '#' : '@') + 1));
    }

    /** Partition of an unnumbered fact. */
    int partition() {
        return Integer.parseInt(fact.version().substring(0, fact.version().indexOf('@')));
    }
}

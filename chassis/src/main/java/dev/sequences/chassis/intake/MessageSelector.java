package dev.sequences.chassis.intake;

import dev.sequences.chassis.unit.Unit;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Selects the messages of a batch that can be processed. Stores the others: behind a parked or waiting message of their key, or because
 * they need facts that this service does not know yet.
 */
@ApplicationScoped
class MessageSelector {

    static final String BEHIND_PARKED = "an earlier message of this key is parked";

    private final ParkedMessages parked;
    private final WaitingMessages waiting;
    private final Knowledge knowledge;

    MessageSelector(ParkedMessages parked, WaitingMessages waiting, Knowledge knowledge) {
        this.parked = parked;
        this.waiting = waiting;
        this.knowledge = knowledge;
    }

    /** Thrown to roll a batch back whose facts may arrive soon. */
    static final class FactsMissing extends RuntimeException {

        private final transient Set<Need> needs;

        FactsMissing(Set<Need> needs) {
            super("facts are missing", null, false, false);
            this.needs = needs;
        }

        Set<Need> needs() {
            return needs;
        }
    }

    /**
     * Runs one query for the order of keys, and one for facts if the messages are based on any.
     *
     * @throws FactsMissing instead of storing waiting messages, if {@code patient}
     */
    MessageSelection select(
            Unit unit, String consumer, MessageHandler handler, List<KafkaMessage> messages, boolean patient)
            throws SQLException {
        StoredMessages.BlockedKeys blocked = StoredMessages.blockedKeys(
                unit, consumer, messages.stream().map(KafkaMessage::key).toList());
        Map<KafkaMessage, List<Need>> needs = needs(handler, messages, blocked.parked());
        Set<Need> missing = knowledge.missing(
                unit.connection(),
                needs.entrySet().stream()
                        .filter(e -> !blocked.waiting().contains(e.getKey().key()))
                        .flatMap(e -> e.getValue().stream())
                        .toList());
        if (patient && !missing.isEmpty()) {
            throw new FactsMissing(missing);
        }
        List<KafkaMessage> processable = new ArrayList<>();
        int parkedNow = 0;
        int waitingNow = 0;
        for (KafkaMessage message : messages) {
            List<Need> own = needs.getOrDefault(message, List.of());
            if (blocked.parked().contains(message.key())) {
                parked.park(unit, message, consumer, BEHIND_PARKED);
                parkedNow++;
            } else if (blocked.waiting().contains(message.key()) || own.stream().anyMatch(missing::contains)) {
                waiting.store(unit, message, consumer, own);
                waitingNow++;
                if (!message.key().isEmpty()) {
                    blocked.waiting().add(message.key());
                }
            } else {
                processable.add(message);
            }
        }
        return new MessageSelection(processable, parkedNow, waitingNow);
    }

    private static Map<KafkaMessage, List<Need>> needs(
            MessageHandler handler, List<KafkaMessage> messages, Set<String> parkedKeys) {
        Map<KafkaMessage, List<Need>> needs = new IdentityHashMap<>();
        for (KafkaMessage message : messages) {
            if (!parkedKeys.contains(message.key())) {
                List<Need> own = Need.of(handler, message);
                if (!own.isEmpty()) {
                    needs.put(message, own);
                }
            }
        }
        return needs;
    }

    /** Stores a message that was parked, if it needs unknown facts or an earlier message of its key waits; returns whether it does. */
    boolean storeIfWaiting(Unit unit, MessageHandler handler, KafkaMessage message) {
        List<Need> needs = Need.of(handler, message);
        boolean behind = !StoredMessages.blockedKeys(unit, message.consumer(), List.of(message.key()))
                .waiting()
                .isEmpty();
        if (!behind && knowledge.missing(unit.connection(), needs).isEmpty()) {
            return false;
        }
        waiting.store(unit, message, message.consumer(), needs);
        return true;
    }
}

package dev.sequences.chassis.intake;

import dev.sequences.chassis.unit.Unit;
import java.util.List;
import java.util.Map;

/**
 * Handles the messages of a consumer. Messages that are already processed, by the position of their aggregate, are filtered out before,
 * except those that {@link #isIdempotent are idempotent}. When it throws, the batch is rolled back and retried message by message; a
 * message that still fails is parked, and so are later messages of the same key.
 */
@FunctionalInterface
public interface MessageHandler {

    /** Handles a batch in the transaction that stores its offsets. */
    void handle(Unit unit, List<Message> messages) throws Exception;

    /**
     * Returns the topics that inform the decision about this message, judging by its envelope only, each with the consumer of this service
     * that reads the topic. If the {@link Message#basis} of the message contains a fact of such a topic, the message is processed after that
     * consumer has processed the fact. If that takes longer than {@link IntakeSettings#maxWait}, it is processed without.
     */
    default Map<String, String> informedBy(Message message) {
        return Map.of();
    }

    /**
     * Whether this handler may have to do something for the message, judging by its envelope only. Irrelevant messages need no stored
     * position. Return true in case of doubt, so that unreadable messages are parked.
     */
    default boolean isRelevant(Message message) {
        return true;
    }

    /**
     * Whether repeating the message at any later time has no effect, judging by its envelope only. Idempotent messages need no stored
     * position. Return false in case of doubt: a repeated message that sets a value would restore an outdated one.
     */
    default boolean isIdempotent(Message message) {
        return false;
    }
}

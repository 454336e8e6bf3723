package dev.sequences.chassis.intake;

import dev.sequences.chassis.unit.Unit;
import java.util.List;

/**
 * Takes a batch in one transaction with its offsets. Messages already taken (by position of their aggregate) are left out
 * before, but for those that {@link #isIdempotent are idempotent}. When it throws, the batch is taken back and repeated
 * message by message; one that still fails is parked, and later messages of the same key queue behind it.
 */
@FunctionalInterface
public interface MessageHandler {

    void take(Unit unit, List<Message> messages) throws Exception;

    /**
     * False for a message that this handler would do nothing with, told from its envelope alone: it costs an offset then, and no
     * position. True in doubt, so that what is unreadable is parked.
     */
    default boolean isRelevant(Message message) {
        return true;
    }

    /**
     * True for a message that changes nothing when it comes again, however late, because what it brought about is there, told from its
     * envelope alone: it costs no position then. False in doubt: what only sets a value would set it back.
     */
    default boolean isIdempotent(Message message) {
        return false;
    }
}

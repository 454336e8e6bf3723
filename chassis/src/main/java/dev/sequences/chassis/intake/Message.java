package dev.sequences.chassis.intake;

import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.flow.FactVersion;
import dev.sequences.contracts.ContractEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One message from a topic, decoded on demand. */
public interface Message {

    String topic();

    int partition();

    long offset();

    /** Returns the record key, which is the aggregate id. */
    String key();

    /** Returns the event id; null for a message without envelope. */
    @Nullable
    String id();

    /**
     * Returns the sender, {@code ce_source}; empty if missing. On a topic with several producers, it distinguishes the service's own
     * events from those of others.
     */
    String source();

    /** Returns {@code ce_type}, e.g. {@code sequences.enrollment.step-opened.v1}; empty if missing. */
    String type();

    /** Returns the time of the event, {@code ce_time}; the record's timestamp if missing. */
    Instant time();

    /** Returns the position in the aggregate's stream; -1 if the sender gives none. */
    long position();

    /** Whether the record has no value, which deletes the key. */
    boolean isTombstone();

    /** Returns the data as a contract event; empty if the type is unknown, e.g. a newer version. */
    Optional<ContractEvent> event();

    /**
     * Returns the data as {@code shape}, regardless of {@link #type}.
     *
     * @throws Unreadable if the data does not match the shape
     */
    <T> T data(Class<T> shape);

    /**
     * Returns the cause for commands after this message: its correlation and trace, its id as causation, and {@code system:<consumer>} as
     * actor. If the message was processed before a fact of its {@link #basis} was known, the cause states that fact.
     */
    Cause cause();

    /** Returns the version of the fact that this message carries, for decisions that use it. */
    default FactVersion version() {
        return position() >= 0
                ? FactVersion.numbered(topic(), key(), source(), position())
                : FactVersion.unnumbered(topic(), key(), partition(), offset());
    }

    /**
     * Returns the facts of other topics that the sender's decision used; empty if there are none or the sender does not state them.
     *
     * @throws Unreadable if the header is malformed
     */
    default List<FactVersion> basis() {
        return List.of();
    }

    /** Returns the actor of the event; {@code unknown} if missing. */
    String actor();
}

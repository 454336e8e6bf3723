package dev.sequences.chassis.intake;

import dev.sequences.chassis.flow.Cause;
import dev.sequences.contracts.ContractEvent;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One message from a topic, decoded on demand. */
public interface Message {

    String topic();

    int partition();

    long offset();

    /** Record key: the aggregate id. */
    String key();

    /** Event id; null for a message without envelope. */
    @Nullable
    String id();

    /**
     * Who sent it, {@code ce_source}; empty string when missing. Tells an echo of our own from what another producer says on a topic
     * that several write.
     */
    String source();

    /** {@code ce_type}, e.g. {@code sequences.enrollment.step-opened.v1}; empty string when missing. */
    String type();

    /** When it happened, {@code ce_time}; the record's timestamp when missing. */
    Instant time();

    /** Position in the aggregate's stream; -1 when the sender gives none. */
    long position();

    /** A record without value: forget this key. */
    boolean isTombstone();

    /** The data as a contract record; empty when the type is not one we know (newer versions are skipped). */
    Optional<ContractEvent> event();

    /** The data as {@code shape}, whatever {@link #type} says. Throws {@link Unreadable} when it does not fit. */
    <T> T data(Class<T> shape);

    /** The flow goes on: correlation and trace of this message, caused by it, done by {@code system:<consumer>}. */
    Cause cause();

    /** Who did it, per the envelope; {@code unknown} when missing. */
    String actor();
}

package dev.sequences.chassis.flow;

import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * Fields of the log lines that are written until it is closed. Made where something is worth a line, not for every command or
 * message.
 */
public final class LogFields implements AutoCloseable {

    public static final String CORRELATION = "correlationId";
    public static final String TRACE = "traceId";
    public static final String ACTOR = "actor";
    public static final String MESSAGE = "messageId";
    public static final String AGGREGATE = "aggregateId";

    private final List<String> names = new ArrayList<>();

    /** The flow that the lines belong to. */
    public static LogFields of(Cause cause) {
        return new LogFields()
                .and(CORRELATION, cause.correlationId())
                .and(ACTOR, cause.actor())
                .and(TRACE, traceOf(cause.traceParent()));
    }

    private static @Nullable String traceOf(@Nullable String traceParent) {
        return traceParent == null ? null : TraceParent.continued(traceParent).traceId();
    }

    /** One more; nothing for null and what is empty. */
    public LogFields and(String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            MDC.put(name, value);
            names.add(name);
        }
        return this;
    }

    @Override
    public void close() {
        names.forEach(MDC::remove);
    }
}

package dev.sequences.chassis.flow;

import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * Adds fields to the log lines of this thread until it is closed. Create it only around a log statement: once per command or message
 * would cost too much.
 */
public final class LogFields implements AutoCloseable {

    public static final String CORRELATION = "correlationId";
    public static final String TRACE = "traceId";
    public static final String ACTOR = "actor";
    public static final String MESSAGE = "messageId";
    public static final String AGGREGATE = "aggregateId";

    private final List<String> names = new ArrayList<>();

    /** Starts with correlation, actor and trace of the flow. */
    public static LogFields of(Cause cause) {
        return new LogFields()
                .and(CORRELATION, cause.correlationId())
                .and(ACTOR, cause.actor())
                .and(TRACE, traceOf(cause.traceParent()));
    }

    private static @Nullable String traceOf(@Nullable String traceParent) {
        return traceParent == null ? null : TraceParent.childOf(traceParent).traceId();
    }

    /** Adds a field, unless the value is null or empty. */
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

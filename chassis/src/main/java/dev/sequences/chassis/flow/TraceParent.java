package dev.sequences.chassis.flow;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * W3C trace context of one hop, version 00.
 *
 * @param traceId 32 hex digits, the whole flow
 * @param spanId 16 hex digits, this hop
 * @param parentId the hop before; null for the first one
 */
public record TraceParent(
        String traceId,
        String spanId,
        boolean sampled,
        @Nullable String parentId) {

    private static final String NO_TRACE = "0".repeat(32);
    private static final String NO_SPAN = "0".repeat(16);
    private static final String FORM = "00-" + NO_TRACE + "-" + NO_SPAN + "-00";
    private static final int TRACE_ID = 3;
    private static final int SPAN_ID = TRACE_ID + 33;
    private static final int FLAGS = SPAN_ID + 17;

    /** The next hop of the trace in {@code header}, or the first hop of a new one when there is none. */
    public static TraceParent continued(@Nullable String header) {
        if (header != null && hasForm(header)) {
            String trace = header.substring(TRACE_ID, SPAN_ID - 1);
            String span = header.substring(SPAN_ID, FLAGS - 1);
            if (!trace.equals(NO_TRACE) && !span.equals(NO_SPAN)) {
                boolean sampled = (Character.digit(header.charAt(FLAGS + 1), 16) & 1) == 1;
                return new TraceParent(trace, hex(8), sampled, span);
            }
        }
        return new TraceParent(hex(16), hex(8), true, null);
    }

    /** By hand: asked several times for every event. */
    private static boolean hasForm(String header) {
        if (header.length() != FORM.length() || !header.startsWith("00")) {
            return false;
        }
        for (int i = 2; i < header.length(); i++) {
            char there = header.charAt(i);
            boolean digit = there >= '0' && there <= '9' || there >= 'a' && there <= 'f';
            if (FORM.charAt(i) == '-' ? there != '-' : !digit) {
                return false;
            }
        }
        return true;
    }

    /** The hop that {@code header} names itself, as the first one of its trace; a new one when there is none. */
    public static TraceParent first(@Nullable String header) {
        TraceParent next = continued(header);
        return next.parentId() == null ? next : new TraceParent(next.traceId(), next.parentId(), next.sampled(), null);
    }

    /** The hop after this one. */
    public TraceParent next() {
        return new TraceParent(traceId, hex(8), sampled, spanId);
    }

    private static String hex(int bytes) {
        byte[] random = new byte[bytes];
        ThreadLocalRandom.current().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    @Override
    public String toString() {
        return "00-" + traceId + "-" + spanId + (sampled ? "-01" : "-00");
    }
}

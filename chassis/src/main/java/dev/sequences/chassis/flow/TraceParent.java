package dev.sequences.chassis.flow;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * W3C trace context of one hop, version 00.
 *
 * @param traceId id of the trace, 32 hex digits
 * @param spanId id of this hop, 16 hex digits
 * @param parentId id of the previous hop; null for the first one
 */
public record TraceParent(
        String traceId,
        String spanId,
        boolean sampled,
        @Nullable String parentId) {

    private static final String NO_TRACE = "0".repeat(32);
    private static final String NO_SPAN = "0".repeat(16);
    private static final String PATTERN = "00-" + NO_TRACE + "-" + NO_SPAN + "-00";
    private static final int TRACE_ID = 3;
    private static final int SPAN_ID = TRACE_ID + 33;
    private static final int FLAGS = SPAN_ID + 17;

    /** Returns the next hop of the trace in {@code header}, or the first hop of a new trace if the header is missing or malformed. */
    public static TraceParent childOf(@Nullable String header) {
        if (header != null && isWellFormed(header)) {
            String trace = header.substring(TRACE_ID, SPAN_ID - 1);
            String span = header.substring(SPAN_ID, FLAGS - 1);
            if (!trace.equals(NO_TRACE) && !span.equals(NO_SPAN)) {
                boolean sampled = (Character.digit(header.charAt(FLAGS + 1), 16) & 1) == 1;
                return new TraceParent(trace, hex(8), sampled, span);
            }
        }
        return new TraceParent(hex(16), hex(8), true, null);
    }

    /** Checked without a regular expression, since it runs several times for every event. */
    private static boolean isWellFormed(String header) {
        if (header.length() != PATTERN.length() || !header.startsWith("00")) {
            return false;
        }
        for (int i = 2; i < header.length(); i++) {
            char c = header.charAt(i);
            boolean digit = c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
            if (PATTERN.charAt(i) == '-' ? c != '-' : !digit) {
                return false;
            }
        }
        return true;
    }

    /** Returns the hop in {@code header} as the first hop of its trace; a new trace if the header is missing or malformed. */
    public static TraceParent root(@Nullable String header) {
        TraceParent child = childOf(header);
        return child.parentId() == null
                ? child
                : new TraceParent(child.traceId(), child.parentId(), child.sampled(), null);
    }

    /** Returns the hop after this one. */
    public TraceParent child() {
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

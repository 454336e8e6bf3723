package dev.sequences.chassis.telemetry;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    private static final Pattern FORM = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");
    private static final String NO_TRACE = "0".repeat(32);
    private static final String NO_SPAN = "0".repeat(16);

    /** The next hop of the trace in {@code header}, or the first hop of a new one when there is none. */
    public static TraceParent continued(@Nullable String header) {
        if (header != null) {
            Matcher match = FORM.matcher(header);
            if (match.matches()
                    && !match.group(1).equals(NO_TRACE)
                    && !match.group(2).equals(NO_SPAN)) {
                return new TraceParent(
                        match.group(1), hex(8), (Integer.parseInt(match.group(3), 16) & 1) == 1, match.group(2));
            }
        }
        return new TraceParent(hex(16), hex(8), true, null);
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

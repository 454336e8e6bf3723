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
 */
public record TraceParent(String traceId, String spanId, boolean sampled) {

    private static final Pattern FORM = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");

    /** The next hop of the trace in {@code header}, or the first hop of a new one when there is none. */
    public static TraceParent continued(@Nullable String header) {
        if (header != null) {
            Matcher match = FORM.matcher(header);
            if (match.matches() && !match.group(1).equals("0".repeat(32))) {
                return new TraceParent(match.group(1), hex(8), (Integer.parseInt(match.group(3), 16) & 1) == 1);
            }
        }
        return new TraceParent(hex(16), hex(8), true);
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

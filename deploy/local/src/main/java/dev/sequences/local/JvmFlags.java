package dev.sequences.local;

import java.util.ArrayList;
import java.util.List;

/** How the JVMs of a local run are started. */
final class JvmFlags {

    private static final int FIRST_WITH_TRIMMING = 22;

    /**
     * Small, because seven processes share the machine; a JVM without memory ends at once instead of lingering half alive. The
     * first-tier compiler alone, because on few cores five optimising compilers take most of the machine for the first minutes;
     * {@code SEQUENCES_JIT=full} gives them back, for runs that last, as a full {@code bench} does: after some minutes the suite does
     * twice as much with them.
     */
    static final List<String> FOR_EVERY_PROCESS = flags("full".equals(System.getenv("SEQUENCES_JIT")));

    private JvmFlags() {}

    private static List<String> flags(boolean optimising) {
        List<String> flags = new ArrayList<>(List.of(
                "-Xmx256m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED"));
        if (Runtime.version().feature() >= FIRST_WITH_TRIMMING) {
            // What the compilers have used goes back to the machine.
            flags.add("-XX:TrimNativeHeapInterval=5000");
        }
        if (!optimising) {
            flags.add("-XX:TieredStopAtLevel=1");
        }
        return List.copyOf(flags);
    }
}

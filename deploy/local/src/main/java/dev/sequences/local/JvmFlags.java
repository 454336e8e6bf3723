package dev.sequences.local;

import java.util.List;

/** How the JVMs of a local run are started. */
final class JvmFlags {

    /** Small, because seven processes share the machine; a JVM without memory ends at once instead of lingering half alive. */
    static final List<String> FOR_EVERY_PROCESS = List.of(
            "-Xmx256m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED");

    private JvmFlags() {}
}

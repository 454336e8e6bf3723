package dev.sequences.chassis.flow;

import dev.sequences.contracts.Headers;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The version of a fact that was read from a topic: the message that carried it. Readers of the topic compare it with what they have read.
 *
 * @param topic topic of the fact, e.g. {@code crm.records}
 * @param key record key of the message
 * @param version {@code <source>#<position>} of the message; {@code <partition>@<offset>} if its sender does not number its messages
 */
public record FactVersion(String topic, String key, String version) {

    public FactVersion {
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(version, "version");
    }

    /** @param position {@code ce_sequence} of the message */
    public static FactVersion numbered(String topic, String key, String source, long position) {
        return new FactVersion(topic, key, source + "#" + position);
    }

    /** @param service service of the suite that sends the message, e.g. {@code segment} */
    public static FactVersion ofService(String topic, String key, String service, long position) {
        return numbered(topic, key, Headers.sourceOf(service), position);
    }

    public static FactVersion unnumbered(String topic, String key, int partition, long offset) {
        return new FactVersion(topic, key, partition + "@" + offset);
    }

    /** Returns the fact of a stored version text; null if the version is not known. */
    public static @Nullable FactVersion stored(String topic, String key, @Nullable String version) {
        return version == null ? null : new FactVersion(topic, key, version);
    }
}

package dev.sequences.acceptance.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sequences.contracts.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The version of a fact of another topic, as headers and rows show it.
 *
 * @param version {@code <ce_source>#<ce_sequence>}, or {@code <partition>@<offset>} of a message without a number
 */
record FactVersion(String topic, String key, String version) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Returns the facts in a header of a record; empty without the header. */
    static List<FactVersion> inHeader(TopicRecord record, String header) {
        List<FactVersion> facts = new ArrayList<>();
        String text = record.header(header);
        if (!text.isEmpty()) {
            for (JsonNode fact : read(text)) {
                facts.add(new FactVersion(
                        fact.path("topic").asText(),
                        fact.path("key").asText(),
                        fact.path("version").asText()));
            }
        }
        return facts;
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not JSON: " + text, e);
        }
    }

    /** Returns the version of the fact that this message carries. */
    static FactVersion of(TopicRecord record) {
        return new FactVersion(
                record.topic(),
                record.key(),
                record.sequence() >= 0
                        ? record.header(Headers.SOURCE) + "#" + record.sequence()
                        : record.partition() + "@" + record.offset());
    }

    boolean isSameFact(FactVersion other) {
        return topic.equals(other.topic) && key.equals(other.key);
    }

    /** Compares two versions of the same fact; empty if their senders number independently of each other. */
    OptionalInt compare(FactVersion other) {
        int cut = cut(version);
        int otherCut = cut(other.version);
        if (cut < 0
                || otherCut < 0
                || !version.substring(0, cut + 1).equals(other.version.substring(0, otherCut + 1))) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(Long.compare(number(version, cut), number(other.version, otherCut)));
    }

    private static int cut(String version) {
        return Math.max(version.lastIndexOf('#'), version.lastIndexOf('@'));
    }

    private static long number(String version, int cut) {
        return Long.parseLong(version.substring(cut + 1));
    }

    @Override
    public String toString() {
        return topic + " " + key + " at " + version;
    }
}

package dev.sequences.designer.messagetemplate.model;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The current state of a message template.
 *
 * @param status whether it exists
 * @param owner the user who created it
 */
public record MessageTemplate(Status status, String owner, Properties properties) {

    public static final MessageTemplate ABSENT =
            new MessageTemplate(Status.ABSENT, "", new Properties("", null, "", "", "", Map.of()));

    /** Lifecycle status of a template. */
    public enum Status {
        ABSENT,
        PRESENT,
        DELETED
    }

    /**
     * The properties of a template.
     *
     * @param channel API name of a {@link Channel}; never changes
     * @param recordType record type whose fields the placeholders use; never changes
     * @param defaultLanguage used if the requested language is missing
     * @param contents by language
     */
    public record Properties(
            String name,
            @Nullable String description,
            String channel,
            String recordType,
            String defaultLanguage,
            Map<String, Content> contents) {

        /** Languages are sorted, so that equal templates have equal JSON. */
        public Properties {
            contents = Collections.unmodifiableMap(new TreeMap<>(contents));
        }

        /** Normalized: trimmed name. */
        public Properties stripped() {
            return new Properties(name.strip(), description, channel, recordType, defaultLanguage, contents);
        }
    }

    /**
     * The template in one language.
     *
     * @param subject of an email; null for a text message
     */
    public record Content(@Nullable String subject, String body) {}

    public boolean exists() {
        return status == Status.PRESENT;
    }
}

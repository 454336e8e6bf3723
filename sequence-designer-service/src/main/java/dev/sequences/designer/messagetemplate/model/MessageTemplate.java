package dev.sequences.designer.messagetemplate.model;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A message template as of now.
 *
 * @param status whether it is there
 * @param owner the user who created it
 */
public record MessageTemplate(Status status, String owner, Properties properties) {

    public static final MessageTemplate ABSENT =
            new MessageTemplate(Status.ABSENT, "", new Properties("", null, "", "", "", Map.of()));

    /** Where a template is in its life. */
    public enum Status {
        ABSENT,
        PRESENT,
        DELETED
    }

    /**
     * What a template says.
     *
     * @param channel wire name of a {@link Channel}; never changes
     * @param recordType whose fields the placeholders name; never changes
     * @param defaultLanguage taken where the wanted language is missing
     * @param contents by language
     */
    public record Properties(
            String name,
            @Nullable String description,
            String channel,
            String recordType,
            String defaultLanguage,
            Map<String, Content> contents) {

        /** Languages are kept in their own order, so that the same template is always written the same way. */
        public Properties {
            contents = Collections.unmodifiableMap(new TreeMap<>(contents));
        }

        /** As it is kept: without blanks around the name. */
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

package dev.sequences.designer.messagetemplate.model;

import dev.sequences.chassis.decider.Refusal;
import dev.sequences.designer.messagetemplate.model.MessageTemplate.Content;
import dev.sequences.designer.messagetemplate.model.MessageTemplate.Properties;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Validates a message template and reports all errors at once. */
final class MessageTemplateCheck {

    private static final int MAX_NAME_LENGTH = 160;
    private static final int MAX_DESCRIPTION_LENGTH = 2_000;
    private static final int MAX_SUBJECT_LENGTH = 500;
    private static final int MAX_LANGUAGES = 50;

    /** Size limit of all texts as published, so that a template fits into one message. */
    private static final int MAX_BYTES = 2_000_000;

    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Z]{2})?");
    private static final List<String> RECORD_TYPES = List.of("lead", "opportunity", "account", "contact");

    private final List<Refusal> refusals = new ArrayList<>();

    private MessageTemplateCheck() {}

    static List<Refusal> of(Properties properties) {
        MessageTemplateCheck check = new MessageTemplateCheck();
        check.words(properties);
        check.languages(properties);
        check.size(properties);
        return check.refusals;
    }

    private void words(Properties properties) {
        String name = properties.name().strip();
        if (name.isEmpty()) {
            refuse("name-missing", "name", "The template has no name.", "Set 'name'.");
        }
        length("name", name, MAX_NAME_LENGTH);
        plain("name", name, false);
        text("description", properties.description(), MAX_DESCRIPTION_LENGTH, true);
        if (!RECORD_TYPES.contains(properties.recordType())) {
            refuse(
                    "record-type-unknown",
                    "recordType",
                    "Unknown record type.",
                    "Use one of: " + String.join(", ", RECORD_TYPES) + ".");
        }
        if (Channel.ofWireName(properties.channel()).isEmpty()) {
            refuse("channel-unknown", "channel", "Unknown channel.", "Use one of: " + Channel.wireNames() + ".");
        }
    }

    private void languages(Properties properties) {
        if (properties.contents().isEmpty()) {
            refuse(
                    "contents-missing",
                    "contents",
                    "The template has no contents.",
                    "Add a text in at least one language.");
            return;
        }
        if (properties.contents().size() > MAX_LANGUAGES) {
            refuse(
                    "too-many-languages",
                    "contents",
                    "The template has " + properties.contents().size() + " languages; the limit is " + MAX_LANGUAGES
                            + ".",
                    "Create a second template for the other languages.");
        }
        if (!properties.contents().containsKey(properties.defaultLanguage())) {
            refuse(
                    "default-language-missing",
                    "defaultLanguage",
                    "The default language has no text.",
                    "Add a text for it, or choose another default language.");
        }
        Optional<Channel> channel = Channel.ofWireName(properties.channel());
        properties.contents().forEach((language, content) -> {
            String path = "contents." + (language.length() > 20 ? language.substring(0, 20) : language);
            if (!LANGUAGE.matcher(language).matches()) {
                refuse(
                        "language-unreadable",
                        path,
                        "The language is not valid.",
                        "Use a BCP 47 tag such as en, de or pt-BR.");
            }
            channel.ifPresent(way -> content(way, content, path));
        });
    }

    private void size(Properties properties) {
        long bytes = properties.contents().values().stream()
                .mapToLong(content -> bytes(content.subject()) + bytes(content.body()))
                .sum();
        if (bytes > MAX_BYTES) {
            refuse(
                    "message-template-too-large",
                    "contents",
                    "The contents have " + bytes + " bytes as JSON in UTF-8; the limit is " + MAX_BYTES + ".",
                    "Shorten the texts or move some languages to a second template.");
        }
    }

    /** Size of a text as JSON in UTF-8. */
    private static long bytes(@Nullable String text) {
        return text == null
                ? 0
                : text.codePoints()
                        .mapToLong(c -> {
                            if (c == '"' || c == '\\' || c == '\n' || c == '\r' || c == '\t') {
                                return 2;
                            }
                            return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
                        })
                        .sum();
    }

    private void content(Channel channel, Content content, String path) {
        String subject = content.subject();
        if (channel.hasSubject()) {
            if (subject == null || subject.isBlank()) {
                refuse("subject-missing", path + ".subject", "The email has no subject.", "Set 'subject'.");
            }
            text(path + ".subject", subject, MAX_SUBJECT_LENGTH, false);
            placeholders(path + ".subject", subject);
        } else if (subject != null) {
            refuse(
                    "subject-not-allowed",
                    path + ".subject",
                    "A text message cannot have a subject.",
                    "Remove 'subject'.");
        }
        if (content.body().isBlank()) {
            refuse("body-missing", path + ".body", "The message has no body.", "Set 'body'.");
        }
        text(path + ".body", content.body(), channel.longestBody(), true);
        placeholders(path + ".body", content.body());
    }

    private void placeholders(String path, @Nullable String text) {
        if (text == null) {
            return;
        }
        try {
            int count = PlaceholderText.read(text).placeholders().size();
            if (count > PlaceholderText.MAX_PLACEHOLDERS) {
                refuse(
                        "too-many-placeholders",
                        path,
                        "The text has " + count + " placeholders; the limit is " + PlaceholderText.MAX_PLACEHOLDERS
                                + ".",
                        "Use fewer placeholders.");
            }
        } catch (PlaceholderText.Unreadable e) {
            refuse(
                    "placeholder-unreadable",
                    path,
                    "'" + e.source() + "' is not a valid placeholder.",
                    "Write {{field}} or {{field|default text}}; field names consist of letters, digits, '_', '.' and"
                            + " '-'.");
        }
    }

    private void text(String path, @Nullable String text, int longest, boolean lines) {
        if (text != null) {
            length(path, text, longest);
            plain(path, text, lines);
        }
    }

    private void length(String path, String text, int longest) {
        if (text.length() > longest) {
            refuse(
                    path.substring(path.lastIndexOf('.') + 1) + "-too-long",
                    path,
                    "The text has " + text.length() + " characters; the limit is " + longest + ".",
                    "Shorten it to " + longest + " characters.");
        }
    }

    private void plain(String path, String text, boolean lines) {
        boolean plain = text.codePoints().noneMatch(c -> {
            boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
            boolean line = c == '\n' || c == '\r' || c == '\t';
            return half || (Character.isISOControl(c) && !(lines && line));
        });
        if (!plain) {
            refuse(
                    "character-not-allowed",
                    path,
                    "The text contains control characters or invalid Unicode.",
                    "Remove characters that are not printable.");
        }
    }

    private void refuse(String code, String path, String message, String remedy) {
        refusals.add(Refusal.rule(code, path, message, remedy));
    }
}

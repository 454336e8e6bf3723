package dev.sequences.designer.messagetemplate.model;

import dev.sequences.designer.messagetemplate.model.MessageTemplate.Content;
import dev.sequences.designer.messagetemplate.model.MessageTemplate.Properties;
import dev.sequences.designer.messagetemplate.model.PlaceholderText.Literal;
import dev.sequences.designer.messagetemplate.model.PlaceholderText.Placeholder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A template filled for one record.
 *
 * @param language the language used
 * @param subject on one line; null for a text message
 * @param missing fields without a value or default text; their placeholders remain in the text
 */
public record Rendering(String language, @Nullable String subject, String body, List<String> missing) {

    /** Maximum number of characters used from one value. */
    public static final int MAX_VALUE_LENGTH = 2_000;

    /** Renders the template in the closest available language: {@code de-AT}, then {@code de}, then the default. */
    public static Rendering of(
            Properties template, @Nullable String wanted, Map<String, ? extends @Nullable String> values) {
        String language = language(template, wanted);
        Content content = template.contents().get(language);
        if (content == null) {
            throw new IllegalStateException("the template lacks its default language");
        }
        Set<String> missing = new TreeSet<>();
        String subject = content.subject() == null ? null : filled(content.subject(), values, true, missing);
        String body = filled(content.body(), values, false, missing);
        return new Rendering(language, subject, body, List.copyOf(missing));
    }

    /** The body as HTML, escaped except for line breaks. */
    public String html() {
        return body.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;")
                .replace("\r\n", "\n")
                .replace("\n", "<br>\n");
    }

    /** All fields used in the texts of a template. */
    public static List<String> fields(Properties template) {
        Set<String> fields = new TreeSet<>();
        template.contents().values().forEach(content -> {
            if (content.subject() != null) {
                read(content.subject()).placeholders().forEach(one -> fields.add(one.field()));
            }
            read(content.body()).placeholders().forEach(one -> fields.add(one.field()));
        });
        return List.copyOf(fields);
    }

    private static String language(Properties template, @Nullable String wanted) {
        if (wanted != null) {
            if (template.contents().containsKey(wanted)) {
                return wanted;
            }
            int dash = wanted.indexOf('-');
            if (dash > 0 && template.contents().containsKey(wanted.substring(0, dash))) {
                return wanted.substring(0, dash);
            }
        }
        return template.defaultLanguage();
    }

    private static String filled(
            String text, Map<String, ? extends @Nullable String> values, boolean oneLine, Set<String> missing) {
        List<String> said = new ArrayList<>();
        read(text)
                .parts()
                .forEach(part -> said.add(
                        switch (part) {
                            case Literal literal -> literal.text();
                            case Placeholder placeholder -> {
                                String value = values.get(placeholder.field());
                                if (value != null && !value.isBlank()) {
                                    yield sanitized(value, oneLine);
                                }
                                if (placeholder.otherwise() != null) {
                                    yield placeholder.otherwise();
                                }
                                missing.add(placeholder.field());
                                yield placeholder.written();
                            }
                        }));
        return String.join("", said);
    }

    /** Removes control characters and unpaired surrogates; a line break in a subject would start another header. */
    private static String sanitized(String value, boolean oneLine) {
        StringBuilder kept = new StringBuilder();
        value.codePoints().limit(MAX_VALUE_LENGTH).forEach(c -> {
            boolean lineOrTab = c == '\n' || c == '\r' || c == '\t';
            boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
            if (lineOrTab && oneLine) {
                kept.append(' ');
            } else if (lineOrTab || !(Character.isISOControl(c) || half || c == 0x2028 || c == 0x2029)) {
                kept.appendCodePoint(c);
            }
        });
        return kept.toString();
    }

    private static PlaceholderText read(String text) {
        try {
            return PlaceholderText.read(text);
        } catch (PlaceholderText.Unreadable e) {
            throw new IllegalStateException("a stored template cannot be parsed", e);
        }
    }
}

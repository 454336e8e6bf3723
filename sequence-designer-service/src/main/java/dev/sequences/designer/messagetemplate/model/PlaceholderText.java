package dev.sequences.designer.messagetemplate.model;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text with placeholders: <code>{{first_name}}</code>, or with a default text <code>{{first_name|there}}</code>. Parsed once from
 * left to right; values are never parsed for placeholders.
 */
record PlaceholderText(List<Part> parts) {

    /** Limits the size of the rendered text. */
    static final int MAX_PLACEHOLDERS = 500;

    private static final Pattern FIELD = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,99}");
    private static final Pattern BRACES = Pattern.compile("\\{\\{(?<inside>[^{}]*)}}");

    sealed interface Part {}

    record Literal(String text) implements Part {}

    /** @param written the placeholder as written */
    record Placeholder(String field, @Nullable String otherwise, String written) implements Part {}

    /** A malformed placeholder. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;
        private final String written;

        Unreadable(String written) {
            super(written);
            this.written = written;
        }

        String source() {
            return written;
        }
    }

    static PlaceholderText read(String text) throws Unreadable {
        List<Part> parts = new ArrayList<>();
        Matcher braces = BRACES.matcher(text);
        int from = 0;
        while (braces.find()) {
            literal(text.substring(from, braces.start()), parts);
            parts.add(placeholder(braces));
            from = braces.end();
        }
        literal(text.substring(from), parts);
        return new PlaceholderText(List.copyOf(parts));
    }

    private static void literal(String text, List<Part> parts) throws Unreadable {
        int open = Math.max(text.indexOf("{{"), text.indexOf("}}"));
        if (open >= 0) {
            throw new Unreadable(text.substring(open, Math.min(text.length(), open + 40)));
        }
        if (!text.isEmpty()) {
            parts.add(new Literal(text));
        }
    }

    private static Placeholder placeholder(Matcher braces) throws Unreadable {
        String inside = braces.group("inside");
        int bar = inside.indexOf('|');
        String field = (bar < 0 ? inside : inside.substring(0, bar)).strip();
        if (!FIELD.matcher(field).matches()) {
            throw new Unreadable(
                    braces.group().substring(0, Math.min(braces.group().length(), 40)));
        }
        return new Placeholder(field, bar < 0 ? null : inside.substring(bar + 1).strip(), braces.group());
    }

    List<Placeholder> placeholders() {
        return parts.stream()
                .filter(Placeholder.class::isInstance)
                .map(Placeholder.class::cast)
                .toList();
    }
}

package dev.sequences.local.demo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Requires a field of a record to equal a value; the empty value means that the field has no data. */
record Condition(String field, String value) {

    private static final int MAX_CONDITIONS = 10;
    private static final String AND = " and ";

    /**
     * Parses the {@code --where} options. " and " separates two conditions only when a known field and an equals sign follow, because a
     * value may contain the word, too.
     *
     * @param fields names of the known fields
     */
    static List<Condition> parse(List<String> fields, List<String> wheres) throws UnusableLeads {
        var conditions = new ArrayList<Condition>();
        for (var where : wheres) {
            for (var part : parts(fields, where)) {
                conditions.add(parsePart(fields, part));
            }
        }
        if (conditions.size() > MAX_CONDITIONS) {
            throw new UnusableLeads("--where accepts up to %d conditions, not %d; remove some."
                    .formatted(MAX_CONDITIONS, conditions.size()));
        }
        return List.copyOf(conditions);
    }

    Map<String, String> toJson() {
        return value.isEmpty()
                ? Map.of("field", field, "op", "no-data")
                : Map.of("field", field, "op", "equals", "value", value);
    }

    @Override
    public String toString() {
        return value.isEmpty() ? field + " is empty" : field + " = " + value;
    }

    private static List<String> parts(List<String> fields, String where) {
        var parts = new ArrayList<String>();
        var lower = where.toLowerCase(Locale.ROOT);
        var from = 0;
        for (var at = lower.indexOf(AND); at >= 0; at = lower.indexOf(AND, at + 1)) {
            var rest = where.substring(at + AND.length());
            if (fields.stream().anyMatch(field -> valueStart(field, rest) >= 0)) {
                parts.add(where.substring(from, at));
                from = at + AND.length();
            }
        }
        parts.add(where.substring(from));
        return parts;
    }

    private static Condition parsePart(List<String> fields, String part) throws UnusableLeads {
        var known = fields.stream()
                .filter(field -> valueStart(field, part) >= 0)
                .max(Comparator.comparingInt(String::length));
        if (known.isPresent()) {
            return new Condition(known.get(), unquoted(part.strip().substring(valueStart(known.get(), part))));
        }
        var equals = part.indexOf('=');
        if (equals < 1) {
            throw new UnusableLeads(
                    "--where needs Column=value, for example \"City=Mumbai\", not \"%s\".".formatted(part));
        }
        return new Condition(unquoted(part.substring(0, equals)), unquoted(part.substring(equals + 1)));
    }

    /** Returns the index of the value in the stripped text, or -1 when the text is not about this field. */
    private static int valueStart(String field, String text) {
        var stripped = text.strip();
        if (field.isEmpty() || !stripped.startsWith(field)) {
            return -1;
        }
        var at = field.length();
        while (at < stripped.length() && stripped.charAt(at) == ' ') {
            at++;
        }
        return at < stripped.length() && stripped.charAt(at) == '=' ? at + 1 : -1;
    }

    private static String unquoted(String text) {
        var stripped = text.strip();
        var quote = stripped.length() > 1 && (stripped.startsWith("\"") || stripped.startsWith("'"));
        return quote && stripped.charAt(0) == stripped.charAt(stripped.length() - 1)
                ? stripped.substring(1, stripped.length() - 1).strip()
                : stripped;
    }
}

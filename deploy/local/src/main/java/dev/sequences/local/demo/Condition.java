package dev.sequences.local.demo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A field of a record has exactly this value; the empty value stands for no data. */
record Condition(String field, String value) {

    private static final int MOST_CONDITIONS = 10;
    private static final String AND = " and ";

    /**
     * Reads what a person typed after {@code --where}. An " and " divides two conditions only where a column and an equals sign follow it,
     * because values hold that word, too.
     */
    static List<Condition> parse(LeadSheet sheet, List<String> wheres) throws UnusableLeads {
        var conditions = new ArrayList<Condition>();
        for (var where : wheres) {
            for (var part : parts(sheet, where)) {
                conditions.add(parsePart(sheet, part));
            }
        }
        if (conditions.size() > MOST_CONDITIONS) {
            throw new UnusableLeads(
                    "A segment takes up to %d conditions, not %d.".formatted(MOST_CONDITIONS, conditions.size()));
        }
        return List.copyOf(conditions);
    }

    Map<String, String> asJson() {
        return value.isEmpty()
                ? Map.of("field", field, "op", "no-data")
                : Map.of("field", field, "op", "equals", "value", value);
    }

    @Override
    public String toString() {
        return value.isEmpty() ? field + " is empty" : field + " = " + value;
    }

    private static List<String> parts(LeadSheet sheet, String where) {
        var parts = new ArrayList<String>();
        var lower = where.toLowerCase(Locale.ROOT);
        var from = 0;
        for (var at = lower.indexOf(AND); at >= 0; at = lower.indexOf(AND, at + 1)) {
            if (beginsWithColumn(sheet, where.substring(at + AND.length()))) {
                parts.add(where.substring(from, at));
                from = at + AND.length();
            }
        }
        parts.add(where.substring(from));
        return parts;
    }

    private static boolean beginsWithColumn(LeadSheet sheet, String text) {
        return sheet.columns().stream().anyMatch(column -> valueAfter(column, text) >= 0);
    }

    private static Condition parsePart(LeadSheet sheet, String part) throws UnusableLeads {
        var known = sheet.columns().stream()
                .filter(column -> valueAfter(column, part) >= 0)
                .max(Comparator.comparingInt(String::length));
        if (known.isPresent()) {
            return new Condition(known.get(), unquoted(part.strip().substring(valueAfter(known.get(), part))));
        }
        var equals = part.indexOf('=');
        if (equals < 1) {
            throw new UnusableLeads(
                    "--where takes Column=value, for example \"City=Mumbai\", not \"%s\".".formatted(part));
        }
        var column = unquoted(part.substring(0, equals));
        return new Condition(sheet.columns().get(sheet.indexOf(column)), unquoted(part.substring(equals + 1)));
    }

    /** Where the value begins in the stripped text, or -1 when the text is not about this column. */
    private static int valueAfter(String column, String text) {
        var stripped = text.strip();
        if (column.isEmpty() || !stripped.startsWith(column)) {
            return -1;
        }
        var at = column.length();
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

package dev.sequences.acceptance.faults.run;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Seeds of a command line: {@code 41}, {@code 1..30}, or several of them, separated by commas. */
final class Seeds {

    private static final Pattern PART = Pattern.compile("(\\d{1,18})(?:\\.\\.(\\d{1,18}))?");
    private static final int MAX = 10_000;

    private Seeds() {}

    /** @throws IllegalArgumentException with a message for the user */
    static List<Long> parse(String text) {
        List<Long> seeds = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Matcher matcher = PART.matcher(part);
            if (!matcher.matches()) {
                throw new IllegalArgumentException(
                        "\"%s\" is no seed. Use a number, or a range such as 1..30.".formatted(part));
            }
            long first = Long.parseLong(matcher.group(1));
            long last = matcher.group(2) == null ? first : Long.parseLong(matcher.group(2));
            if (last < first || last - first >= MAX) {
                throw new IllegalArgumentException(
                        "\"%s\" is no range of 1 to %d seeds. Start with the lower one.".formatted(part, MAX));
            }
            for (long seed = first; seed <= last; seed++) {
                seeds.add(seed);
            }
        }
        return seeds;
    }
}

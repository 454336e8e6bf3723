package dev.sequences.language.value;

import java.util.Locale;
import java.util.Set;

/** Texts that programs and people write for a missing value, and errors of spreadsheets. They do not decide the type of a column. */
final class Placeholders {

    private static final int MAX_LENGTH = 13;

    private static final Set<String> TEXTS = Set.of(
            "n/a",
            "na",
            "n.a.",
            "n. a.",
            "k.a.",
            "nan",
            "null",
            "nil",
            "none",
            "(none)",
            "(null)",
            "(blank)",
            "-",
            "--",
            "---",
            "\u2013",
            "\u2014",
            "?",
            "tbd",
            "unknown",
            "#n/a",
            "#na",
            "#value!",
            "#ref!",
            "#div/0!",
            "#name?",
            "#null!",
            "#num!",
            "#getting_data",
            "#spill!",
            "#calc!");

    private Placeholders() {}

    static boolean contain(String text) {
        return text.length() <= MAX_LENGTH && TEXTS.contains(text.toLowerCase(Locale.ROOT));
    }
}

package dev.sequences.language.value;

import java.time.Month;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names and abbreviations of months in English and in the language of a locale. */
final class MonthNames {

    private static final List<TextStyle> STYLES =
            List.of(TextStyle.FULL, TextStyle.FULL_STANDALONE, TextStyle.SHORT, TextStyle.SHORT_STANDALONE);

    private final Map<String, Integer> months = new HashMap<>();

    MonthNames(@Nullable Locale locale) {
        add(Locale.ENGLISH);
        months.put("sept", Month.SEPTEMBER.getValue());
        if (locale != null) {
            add(locale);
        }
    }

    /** 1 to 12; 0 if the word is not a month. */
    int number(String word) {
        return months.getOrDefault(folded(word), 0);
    }

    private void add(Locale locale) {
        for (Month month : Month.values()) {
            for (TextStyle style : STYLES) {
                months.putIfAbsent(folded(month.getDisplayName(style, locale)), month.getValue());
            }
        }
    }

    private static String folded(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}

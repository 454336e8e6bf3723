package dev.sequences.language.value;

import java.util.Currency;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Signs, codes and abbreviations of currencies. */
final class Currencies {

    private static final int MAX_LENGTH = 4;

    private static final Set<String> CODES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    private static final Set<String> WORDS = Set.of(
            "kr", "kr.", "zł", "Kč", "Ft", "Fr", "Fr.", "SFr.", "lei", "лв", "лв.", "руб", "руб.", "Rs", "Rs.", "RM",
            "Rp", "TL", "грн", "元", "円");

    private Currencies() {}

    /** The currency as written; null if the text is none. */
    static @Nullable String of(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return null;
        }
        return CODES.contains(text) || WORDS.contains(text) || isSign(text) ? text : null;
    }

    /** One currency sign, possibly after letters as in {@code US$}. */
    private static boolean isSign(String text) {
        int last = text.length() - 1;
        return Character.getType(text.charAt(last)) == Character.CURRENCY_SYMBOL
                && text.substring(0, last).chars().allMatch(Character::isLetter);
    }
}

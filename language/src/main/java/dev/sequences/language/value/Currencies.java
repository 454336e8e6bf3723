package dev.sequences.language.value;

import static java.util.Map.entry;

import java.util.Currency;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Signs, codes and abbreviations of currencies. One currency may be written in several ways in one column. */
final class Currencies {

    private static final int MAX_LENGTH = 4;

    private static final Set<String> CODES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    /** The code by sign or abbreviation. Signs of several currencies, such as the dollar's, stand for the most frequent one. */
    private static final Map<String, String> WRITTEN = Map.ofEntries(
            entry("$", "USD"),
            entry("US$", "USD"),
            entry("€", "EUR"),
            entry("£", "GBP"),
            entry("¥", "JPY"),
            entry("\uffe5", "JPY"),
            entry("円", "JPY"),
            entry("元", "CNY"),
            entry("₹", "INR"),
            entry("Rs", "INR"),
            entry("Rs.", "INR"),
            entry("R$", "BRL"),
            entry("R", "ZAR"),
            entry("kr", "kr"),
            entry("kr.", "kr"),
            entry("zł", "PLN"),
            entry("Kč", "CZK"),
            entry("Ft", "HUF"),
            entry("Fr", "CHF"),
            entry("Fr.", "CHF"),
            entry("SFr.", "CHF"),
            entry("lei", "RON"),
            entry("лв", "BGN"),
            entry("лв.", "BGN"),
            entry("₽", "RUB"),
            entry("руб", "RUB"),
            entry("руб.", "RUB"),
            entry("RM", "MYR"),
            entry("Rp", "IDR"),
            entry("TL", "TRY"),
            entry("₺", "TRY"),
            entry("₴", "UAH"),
            entry("грн", "UAH"),
            entry("₪", "ILS"),
            entry("₩", "KRW"));

    private Currencies() {}

    /** The code of the currency, or its sign if that is none of a known one; null if the text is no currency. */
    static @Nullable String of(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return null;
        }
        String code = WRITTEN.get(text);
        return code != null ? code : CODES.contains(text) || isSign(text) ? text : null;
    }

    /** One currency sign, possibly after letters as in {@code US$}. */
    private static boolean isSign(String text) {
        int last = text.length() - 1;
        return Character.getType(text.charAt(last)) == Character.CURRENCY_SYMBOL
                && text.substring(0, last).chars().allMatch(Character::isLetter);
    }
}

package dev.sequences.language.value;

import dev.sequences.language.value.RecognizedColumn.Example;
import dev.sequences.language.value.RecognizedColumn.Reason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which notations read the cells of a column as numbers. */
final class NumberTally {

    /** Spreadsheets and JavaScript keep 15 digits; longer integers are ids. */
    private static final int MAX_INTEGER_DIGITS = 15;

    private static final int MAX_PREFIX = 8;
    private static final int MAX_TRIED = 1_000;

    /** One notation and the cells that it does not read. */
    private static final class Candidate {
        private final NumberStyle style;
        private final CellTally misses = new CellTally();
        private long reads;
        private long certain;

        Candidate(NumberStyle style) {
            this.style = style;
        }

        boolean readsAll() {
            return misses.isEmpty() && reads > 0;
        }
    }

    private final boolean hasLocale;
    private final boolean mayGiveUp;
    private final List<Candidate> candidates = new ArrayList<>();
    private final CellTally words = new CellTally();
    private final CellTally longIntegers = new CellTally();
    private final CellTally percentages = new CellTally();
    private final CellTally scientific = new CellTally();
    private final CellTally otherCurrencies = new CellTally();
    private @Nullable String currency;
    private long reads;
    private long withCurrency;
    private long withDigits;

    /**
     * @param ofLocale null without a locale
     * @param mayGiveUp whether cells are no longer tried if none of the first was a number
     */
    NumberTally(@Nullable NumberStyle ofLocale, boolean mayGiveUp) {
        this.mayGiveUp = mayGiveUp;
        hasLocale = ofLocale != null;
        if (ofLocale != null) {
            candidates.add(new Candidate(ofLocale));
        }
        candidates.add(new Candidate(NumberStyle.PLAIN));
        if (ofLocale == null) {
            candidates.add(new Candidate(NumberStyle.POINT));
            candidates.add(new Candidate(NumberStyle.COMMA));
        }
    }

    /** @param hasDigit whether the text contains a digit */
    void add(long line, String text, boolean hasDigit) {
        if (!hasDigit) {
            words.add(line, text);
            return;
        }
        withDigits++;
        if (!mayBeNumber(text)) {
            candidates.forEach(candidate -> candidate.misses.add(line, text));
            return;
        }
        if (text.length() > MAX_INTEGER_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            longIntegers.add(line, text);
        }
        if (text.endsWith("%")) {
            percentages.add(line, text);
        } else if (isScientific(text)) {
            scientific.add(line, text);
        }
        if (mayGiveUp && withDigits > MAX_TRIED && reads == 0) {
            candidates.forEach(candidate -> candidate.misses.add(line, text));
            return;
        }
        boolean counted = false;
        for (Candidate candidate : candidates) {
            Amount amount = Amount.read(text, candidate.style);
            if (amount == null) {
                candidate.misses.add(line, text);
            } else {
                candidate.reads++;
                reads++;
                candidate.certain += amount.hasBothSeparators() ? 1 : 0;
                if (!counted && amount.currency() != null) {
                    counted = true;
                    addCurrency(line, text, amount.currency());
                }
            }
        }
    }

    private void addCurrency(long line, String text, String found) {
        withCurrency++;
        if (currency == null) {
            currency = found;
        } else if (!currency.equals(found)) {
            otherCurrencies.add(line, text);
        }
    }

    /** Cheap test for most text with digits, such as addresses. */
    private static boolean mayBeNumber(String text) {
        for (int i = 0; i < Math.min(MAX_PREFIX, text.length()); i++) {
            if (text.charAt(i) >= '0' && text.charAt(i) <= '9') {
                return true;
            }
        }
        return false;
    }

    private static boolean isScientific(String text) {
        int e = Math.max(text.indexOf('e'), text.indexOf('E'));
        if (e < 1 || e == text.length() - 1) {
            return false;
        }
        boolean signed = text.charAt(e + 1) == '+' || text.charAt(e + 1) == '-';
        String exponent = text.substring(signed ? e + 2 : e + 1);
        return !exponent.isEmpty()
                && exponent.chars().allMatch(c -> c >= '0' && c <= '9')
                && text.substring(0, e)
                        .chars()
                        .allMatch(c -> (c >= '0' && c <= '9') || c == '.' || c == ',' || c == '-');
    }

    /** The style that reads every cell with a digit, if most cells have one; null if there is none or it is ambiguous. */
    @Nullable
    NumberStyle style() {
        if (!longIntegers.isEmpty() || !otherCurrencies.isEmpty() || withDigits <= words.count()) {
            return null;
        }
        for (Candidate candidate : candidates) {
            // Without a locale, only separators that have one meaning decide.
            boolean decides = hasLocale || candidate.style.equals(NumberStyle.PLAIN) || candidate.certain > 0;
            if (decides && candidate.readsAll()) {
                return candidate.style;
            }
        }
        return null;
    }

    /** The style for a declared number: the one that reads most cells. */
    NumberStyle bestStyle() {
        NumberStyle certain = style();
        if (certain != null) {
            return certain;
        }
        Candidate best = candidates.getFirst();
        for (Candidate candidate : candidates) {
            boolean usable = hasLocale || candidate.style.equals(NumberStyle.PLAIN) || candidate.certain > 0;
            if (usable && candidate.reads > best.reads) {
                best = candidate;
            }
        }
        return best.style;
    }

    /** Cells that the style does not read. */
    CellTally misses(NumberStyle style) {
        return candidates.stream()
                .filter(candidate -> candidate.style.equals(style))
                .findFirst()
                .orElseThrow()
                .misses;
    }

    boolean hasOnlyWords() {
        return withDigits == 0;
    }

    CellTally words() {
        return words;
    }

    long converted(NumberStyle style) {
        return withDigits - misses(style).count();
    }

    /** Why {@link #style()} is null although most cells look like numbers, with the cells that prevented it; null for other columns. */
    @Nullable
    Obstacle obstacle() {
        if (withDigits <= words.count() || !longIntegers.isEmpty()) {
            return null;
        }
        if (!otherCurrencies.isEmpty() && withCurrency * 2 > withDigits) {
            return new Obstacle(Reason.SEVERAL_CURRENCIES, otherCurrencies.first());
        }
        if (percentages.count() * 2 > withDigits) {
            return new Obstacle(Reason.PERCENTAGES, percentages.first());
        }
        Candidate best = candidates.getFirst();
        for (Candidate candidate : candidates) {
            if (candidate.reads > best.reads) {
                best = candidate;
            }
        }
        if (best.readsAll()) {
            return new Obstacle(Reason.NEEDS_LOCALE, misses(NumberStyle.PLAIN).first());
        }
        if (!scientific.isEmpty() && best.misses.count() == scientific.count()) {
            return new Obstacle(Reason.SCIENTIFIC_NOTATION, scientific.first());
        }
        // Numbers with separators, of which no notation reads all: postal codes and phone numbers have none.
        return best.certain > 0 && best.reads > best.misses.count()
                ? new Obstacle(Reason.MIXED_NOTATION, best.misses.first())
                : null;
    }

    /** Why a column is not converted. */
    record Obstacle(Reason reason, List<Example> cells) {}
}

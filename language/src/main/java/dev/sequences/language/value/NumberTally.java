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
    private static final int MAX_CODE_LENGTH = 60;
    private static final int MAX_TRIED = 1_000;
    /** Of so many numbers, one cell may be something else. */
    private static final int MIN_NUMBERS_PER_MISS = 10;
    /** A column with fewer numbers than this share is ordinary text. */
    private static final int REPORTED_SHARE = 5;

    /** One notation and the cells that it does not read. */
    private static final class Candidate {
        private final NumberStyle style;
        private final CellTally misses = new CellTally();
        private long reads;
        private long certain;
        private long unusual;

        Candidate(NumberStyle style) {
            this.style = style;
        }

        boolean readsAll() {
            return misses.isEmpty() && hasNumbers();
        }

        boolean hasNumbers() {
            return reads > unusual;
        }

        CandidateState state() {
            return new CandidateState(misses.state(), reads, certain, unusual);
        }

        void restore(CandidateState state) {
            misses.restore(state.misses);
            reads = state.reads;
            certain = state.certain;
            unusual = state.unusual;
        }
    }

    record CandidateState(CellTally.State misses, long reads, long certain, long unusual) {}

    /** The counts as data, which can be stored. */
    record State(
            List<CandidateState> candidates,
            List<CellTally.State> tallies,
            @Nullable String currency,
            long reads,
            long withCurrency,
            long withDigits) {}

    private final boolean hasLocale;
    private final boolean mayGiveUp;
    private final List<Candidate> candidates = new ArrayList<>();
    private final CellTally words = new CellTally();
    private final CellTally longIntegers = new CellTally();
    private final CellTally percentages = new CellTally();
    private final CellTally scientific = new CellTally();
    private final CellTally otherCurrencies = new CellTally();
    private final CellTally codes = new CellTally();
    private final List<CellTally> tallies =
            List.of(words, longIntegers, percentages, scientific, otherCurrencies, codes);
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
        candidates.add(new Candidate(NumberStyle.POINT));
        candidates.add(new Candidate(NumberStyle.COMMA));
    }

    State state() {
        return new State(
                candidates.stream().map(Candidate::state).toList(),
                tallies.stream().map(CellTally::state).toList(),
                currency,
                reads,
                withCurrency,
                withDigits);
    }

    void restore(State state) {
        for (int i = 0; i < candidates.size(); i++) {
            candidates.get(i).restore(state.candidates.get(i));
        }
        for (int i = 0; i < tallies.size(); i++) {
            tallies.get(i).restore(state.tallies.get(i));
        }
        currency = state.currency;
        reads = state.reads;
        withCurrency = state.withCurrency;
        withDigits = state.withDigits;
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
        } else if (isCode(text)) {
            codes.add(line, text);
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
                candidate.unusual += amount.isUnusual() ? 1 : 0;
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
            if (Digits.isDigit(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** A postal code, phone number or the like: digits after a leading zero or plus, without letters. */
    private static boolean isCode(String text) {
        if (text.length() < 2 || text.length() > MAX_CODE_LENGTH || !Digits.isDigit(text.charAt(1))) {
            return false;
        }
        boolean plus = text.charAt(0) == '+' && text.indexOf('.') < 0 && text.indexOf(',') < 0;
        return (plus || text.charAt(0) == '0') && text.chars().noneMatch(Character::isLetter);
    }

    private static boolean isScientific(String text) {
        if (text.length() > MAX_CODE_LENGTH) {
            return false;
        }
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

    /**
     * The style that reads the cells with a digit, if most cells have one; null if there is none or it is ambiguous. One cell in eleven may be
     * unreadable, unless it shows that the column has codes: then all are text.
     */
    @Nullable
    NumberStyle style() {
        if (!longIntegers.isEmpty() || !otherCurrencies.isEmpty() || withDigits <= words.count()) {
            return null;
        }
        for (Candidate candidate : candidates) {
            if (decides(candidate) && candidate.readsAll()) {
                return candidate.style;
            }
        }
        Candidate best = best();
        boolean tolerable = codes.isEmpty()
                && scientific.isEmpty()
                && best.hasNumbers()
                && best.misses.count() * MIN_NUMBERS_PER_MISS <= best.reads;
        return tolerable && decides(best) ? best.style : null;
    }

    /** Without a locale, or against it, only separators that have one meaning decide. */
    private boolean decides(Candidate candidate) {
        boolean ofLocale = hasLocale && candidate == candidates.getFirst();
        return ofLocale || candidate.style.equals(NumberStyle.PLAIN) || candidate.certain > 0;
    }

    /** The candidate that reads most cells; the first one of several. */
    private Candidate best() {
        Candidate best = candidates.getFirst();
        for (Candidate candidate : candidates) {
            if (candidate.reads > best.reads) {
                best = candidate;
            }
        }
        return best;
    }

    /** The style for a declared number: the one that reads most cells. */
    NumberStyle bestStyle() {
        NumberStyle certain = style();
        if (certain != null) {
            return certain;
        }
        Candidate best = candidates.getFirst();
        for (Candidate candidate : candidates) {
            if (decides(candidate) && candidate.reads > best.reads) {
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

    /** Why {@link #style()} is null although cells look like numbers, with the cells that prevented it; null for other columns. */
    @Nullable
    Obstacle obstacle() {
        if (withDigits <= words.count()) {
            return mixedValues();
        }
        if (!longIntegers.isEmpty()) {
            return new Obstacle(Reason.LONG_INTEGERS, withDigits, longIntegers.first());
        }
        if (!otherCurrencies.isEmpty() && withCurrency * 2 > withDigits) {
            return new Obstacle(Reason.SEVERAL_CURRENCIES, withDigits, otherCurrencies.first());
        }
        if (percentages.count() * 2 > withDigits) {
            return new Obstacle(Reason.PERCENTAGES, withDigits, percentages.first());
        }
        Candidate best = best();
        if (best.readsAll()) {
            return new Obstacle(
                    Reason.NEEDS_LOCALE, withDigits, misses(NumberStyle.PLAIN).first());
        }
        if (!scientific.isEmpty() && best.misses.count() == scientific.count()) {
            return new Obstacle(Reason.SCIENTIFIC_NOTATION, withDigits, scientific.first());
        }
        if (!codes.isEmpty() && best.misses.count() == codes.count()) {
            return new Obstacle(Reason.LEADING_ZEROS, withDigits, codes.first());
        }
        // Numbers with separators, of which no notation reads all: postal codes and phone numbers have none.
        return best.certain > 0 && best.reads > best.misses.count()
                ? new Obstacle(Reason.MIXED_NOTATION, withDigits, best.misses.first())
                : mixedValues();
    }

    private @Nullable Obstacle mixedValues() {
        Candidate best = best();
        boolean reported = best.hasNumbers() && best.reads * REPORTED_SHARE >= withDigits + words.count();
        return reported ? new Obstacle(Reason.MIXED_VALUES, best.reads, CellTally.first(words, best.misses)) : null;
    }

    /**
     * Why a column is not converted.
     *
     * @param count number of cells that look like values of a type and stay text
     * @param cells the first cells that prevented the conversion
     */
    record Obstacle(Reason reason, long count, List<Example> cells) {}
}

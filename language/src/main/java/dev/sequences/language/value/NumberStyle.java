package dev.sequences.language.value;

import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Set;

/**
 * How a file writes numbers.
 *
 * @param decimal decimal separator
 * @param groups accepted group separators; one number uses only one of them
 * @param indian whether groups of two digits may precede the last group of three, as in {@code 12,34,567}
 */
public record NumberStyle(char decimal, String groups, boolean indian) {

    /** JSON's notation without an exponent. */
    public static final NumberStyle PLAIN = new NumberStyle('.', "", false);

    static final String SPACES = " \u00a0\u202f\u2009";
    static final String APOSTROPHES = "'\u2019";

    /** Decimal point with any usual group separator; for files without a locale. */
    static final NumberStyle POINT = new NumberStyle('.', "," + SPACES + APOSTROPHES, false);

    /** Decimal comma with any usual group separator; for files without a locale. */
    static final NumberStyle COMMA = new NumberStyle(',', "." + SPACES + APOSTROPHES, false);

    private static final Set<String> INDIAN_REGIONS = Set.of("IN", "PK", "BD", "NP", "LK");
    private static final Set<String> SWISS_REGIONS = Set.of("CH", "LI");

    /** The style of a locale, with all characters that are usual for its group separator. */
    public static NumberStyle of(Locale locale) {
        DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(locale);
        char decimal = symbols.getDecimalSeparator();
        char group = symbols.getGroupingSeparator();
        StringBuilder groups = new StringBuilder();
        if (Character.isSpaceChar(group)) {
            groups.append(SPACES);
        } else if (APOSTROPHES.indexOf(group) >= 0) {
            groups.append(APOSTROPHES);
        } else {
            groups.append(group);
        }
        if (SWISS_REGIONS.contains(locale.getCountry()) && APOSTROPHES.indexOf(group) < 0) {
            groups.append(APOSTROPHES);
        }
        // Austrian programs group by a point, although the locale data has a space.
        if (locale.getLanguage().equals("de") && decimal == ',' && group != '.') {
            groups.append('.');
        }
        return new NumberStyle(decimal, groups.toString(), INDIAN_REGIONS.contains(locale.getCountry()));
    }
}

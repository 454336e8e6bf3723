package dev.sequences.language.value;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Type of a column and how its cells fit.
 *
 * @param converted number of cells that are read as the type; 0 for text
 * @param unreadable number of cells that are not
 * @param reason why a column that looks like numbers or dates is text; null for others
 * @param examples the first unreadable cells, or the first that prevented a conversion
 */
public record RecognizedColumn(
        ColumnFormat format,
        long converted,
        long unreadable,
        @Nullable Reason reason,
        List<Example> examples) {

    public RecognizedColumn {
        examples = List.copyOf(examples);
    }

    /** A cell. {@code value} is cut after 80 characters. */
    public record Example(long line, String value) {}

    /** Why a column was left as text. */
    public enum Reason {
        /** Without a locale, its numbers or dates have several meanings. */
        NEEDS_LOCALE,
        /** Some dates have the day first, others the month, or the order is not that of the locale. */
        MIXED_DATE_ORDER,
        /** No single notation reads all numbers. */
        MIXED_NOTATION,
        SEVERAL_CURRENCIES,
        PERCENTAGES,
        /** The file has numbers or booleans among its texts. They are stored unchanged. */
        MIXED_TYPES,
        /** A spreadsheet has rounded the numbers, which are often ids. */
        SCIENTIFIC_NOTATION,
        /** Digits after a leading zero or plus, as in postal codes and phone numbers. */
        LEADING_ZEROS,
        /** Integers of more than 15 digits, which other programs round: ids and card numbers. */
        LONG_INTEGERS,
        /** A part of the cells are numbers or dates, too many others are not. */
        MIXED_VALUES,
        /** Cells that look like dates in a form that is not known, for example with the abbreviation of a time zone. */
        UNKNOWN_DATE_FORM;

        /** Name in JSON, in kebab-case. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}

package dev.sequences.language.value;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Type and notation of the cells of one column. Pure data, which can be stored; {@link CellReader} reads cells with it.
 *
 * @param declared whether the type was declared: it then reads more forms than a recognized type
 * @param dayFirst order of day and month in numeric dates with the year last; null: such dates are unreadable
 * @param shortYears whether numeric dates may have a year of two digits
 * @param locale BCP 47 tag for names of months; null for English only
 * @param choices for {@link FieldType#CHOICE}: the value by each accepted text
 */
public record ColumnFormat(
        FieldType type,
        boolean declared,
        NumberStyle numbers,
        @Nullable Boolean dayFirst,
        boolean shortYears,
        @Nullable String locale,
        Map<String, String> choices) {

    public static final ColumnFormat TEXT =
            new ColumnFormat(FieldType.TEXT, false, NumberStyle.PLAIN, null, false, null, Map.of());

    static @Nullable Locale locale(@Nullable String tag) {
        return tag == null ? null : Locale.forLanguageTag(tag);
    }
}

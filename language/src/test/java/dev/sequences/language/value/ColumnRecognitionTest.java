package dev.sequences.language.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.language.condition.FieldValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ColumnRecognitionTest {

    /** Type, reason and counts, and the values as stored. */
    private static String recognized(String locale, String... cells) {
        return described(recognition(locale, null, cells).result(), cells);
    }

    private static String declared(FieldType type, String locale, String... cells) {
        return described(recognition(locale, DeclaredType.of(type), cells).result(), cells);
    }

    private static ColumnRecognition recognition(String locale, DeclaredType declared, String... cells) {
        ColumnRecognition column = new ColumnRecognition(locale, declared, false);
        long line = 2;
        for (String cell : cells) {
            column.add(line++, cell);
        }
        return column;
    }

    private static String described(RecognizedColumn column, String... cells) {
        CellReader reader = new CellReader(column.format());
        List<String> values = new ArrayList<>();
        for (String cell : cells) {
            Object value = reader.read(cell);
            values.add(value == null ? "!" : FieldValue.text(value));
        }
        return column.format().type().wireName() + " "
                + (column.reason() == null ? "" : column.reason().wireName() + " ") + values;
    }

    @Test
    void readsDateTimesWithPartsOfOneOrTwoDigitsInTheOrderOfTheLocale() {
        assertThat(recognized("en-US", "7/30/2023 12:39", "7/30/2023 8:36", "2023-07-30 8:36:00", "7/30/2023 2:15 PM"))
                .isEqualTo("date-time [2023-07-30T12:39, 2023-07-30T08:36, 2023-07-30T08:36:00, 2023-07-30T14:15]");
        assertThat(recognized("en-GB", "03/04/2026", "3/4/2026")).isEqualTo("date [2026-04-03, 2026-04-03]");
        assertThat(recognized("de-DE", "31.12.2026", "1.2.2026")).isEqualTo("date [2026-12-31, 2026-02-01]");
        assertThat(recognized("sv-SE", "2026-3-4")).isEqualTo("date [2026-03-04]");
    }

    @Test
    void readsOffsetsAndDatesInOneColumnOfDateTimes() {
        assertThat(recognized(
                        null,
                        "2024-08-30 14:39:58",
                        "2024-08-30",
                        "2024-08-30T14:39:58.120+0000",
                        "2024-08-30 14:39:58 UTC",
                        "2024-08-30T14:39Z"))
                .isEqualTo("date-time [2024-08-30T14:39:58, 2024-08-30, 2024-08-30T14:39:58.120Z,"
                        + " 2024-08-30T14:39:58Z, 2024-08-30T14:39Z]");
        assertThat(recognized("en-US", "07/15/2009 02:14:45+0800", "07/15/2009 02:14:45 -03:30"))
                .isEqualTo("date-time [2009-07-15T02:14:45+08:00, 2009-07-15T02:14:45-03:30]");
    }

    @Test
    void readsTheFormsOfOtherProducts() {
        assertThat(recognized("en-US", "7/30/2023, 2:15 PM", "7/30/2023, 12:05\u202fAM"))
                .isEqualTo("date-time [2023-07-30T14:15, 2023-07-30T00:05]");
        assertThat(recognized(
                        null, "Jul 30, 2023 12:39 PM", "30-Jul-2023", "30 July 2023", "Sun, 30 Jul 2023 12:39:00 GMT"))
                .isEqualTo("date-time [2023-07-30T12:39, 2023-07-30, 2023-07-30, 2023-07-30T12:39:00Z]");
        assertThat(recognized("de-DE", "30. Juli 2023", "1. Mai 2023")).isEqualTo("date [2023-07-30, 2023-05-01]");
        assertThat(recognized("en-US", "11/1/16 3pm", "11/1/2016 3:10 pm", "11/1/2016 3"))
                .isEqualTo("date-time [2016-11-01T15:00, 2016-11-01T15:10, !]");
        assertThat(recognized("en-US", "1/1/2025", "1/2/2025", "1/1")).isEqualTo("date [2025-01-01, 2025-01-02, !]");
        assertThat(recognized("en-US", "7/30/23", "1/2/85")).isEqualTo("date [2023-07-30, 1985-01-02]");
    }

    @Test
    void derivesTheOrderOfDayAndMonthFromTheWholeColumn() {
        assertThat(recognized(null, "03/04/2026", "13/04/2026")).isEqualTo("date [2026-04-03, 2026-04-13]");
        assertThat(recognized(null, "03/04/2026", "04/13/2026")).isEqualTo("date [2026-03-04, 2026-04-13]");
        assertThat(recognized(null, "03/04/2026", "05/06/2026"))
                .isEqualTo("text needs-locale [03/04/2026, 05/06/2026]");
        assertThat(recognized(null, "13/04/2026", "04/13/2026"))
                .isEqualTo("text mixed-date-order [13/04/2026, 04/13/2026]");
        assertThat(recognized("en-US", "03/04/2026", "13/04/2026"))
                .isEqualTo("text mixed-date-order [03/04/2026, 13/04/2026]");
        assertThat(recognized(null, "05/05/2026")).isEqualTo("date [2026-05-05]");
    }

    @Test
    void leavesSingleCellsOfADateColumnUnreadAndNamesThem() {
        String[] cells = {"2026-01-02", "soon", "2026-01-03", "31.02.2026"};
        assertThat(recognized(null, cells)).isEqualTo("date [2026-01-02, !, 2026-01-03, !]");
        RecognizedColumn column =
                recognition(null, null, "2026-01-02", "soon", "2026-01-03").result();
        assertThat(column.converted()).isEqualTo(2);
        assertThat(column.unreadable()).isEqualTo(1);
        assertThat(column.examples()).containsExactly(new RecognizedColumn.Example(3, "soon"));
    }

    @Test
    void readsNoImpossibleDatesOrTimes() {
        for (String cell : new String[] {
            "31.02.2026",
            "2026-13-01",
            "2026-01-02 24:00",
            "2026-01-02 10:60",
            "2026-01-02 13:00 PM",
            "2026-01-02T10:00+19:00",
            "1.2.30",
            "10.0.0.1",
            "12:39",
            "2026",
            "2026-01",
            "Maybe 3, 2026"
        }) {
            assertThat(recognized("de-DE", cell)).as(cell).doesNotStartWith("date");
        }
    }

    @Test
    void readsNumbersInTheNotationOfTheLocale() {
        assertThat(recognized("de-DE", "1.234.567,89", "-0,5", "7")).isEqualTo("number [1234567.89, -0.5, 7]");
        assertThat(recognized("en-US", "1,234", "0.50")).isEqualTo("number [1234, 0.5]");
        assertThat(recognized("fr-FR", "1 234,5", "1\u00a0234,5", "1\u202f234,5"))
                .isEqualTo("number [1234.5, 1234.5, 1234.5]");
        assertThat(recognized("de-CH", "1'234.5", "1\u2019234.5")).isEqualTo("number [1234.5, 1234.5]");
        assertThat(recognized("fr-CH", "1'234,5")).isEqualTo("number [1234.5]");
        assertThat(recognized("de-AT", "1.234,5", "1\u00a0234,5")).isEqualTo("number [1234.5, 1234.5]");
        assertThat(recognized("en-IN", "12,34,567.5", "1,234", "41.5")).isEqualTo("number [1234567.5, 1234, 41.5]");
        assertThat(recognized("sv-SE", "\u22125,5")).isEqualTo("number [-5.5]");
    }

    @Test
    void readsAmountsWithACurrency() {
        assertThat(recognized("en-US", "$1,234.50", "-$5", "$-5.00", "($1,234.50)"))
                .isEqualTo("number [1234.5, -5, -5, -1234.5]");
        assertThat(recognized("de-DE", "1.234,50 €", "-3,00\u00a0€")).isEqualTo("number [1234.5, -3]");
        assertThat(recognized("en-US", "USD 1,234.50")).isEqualTo("number [1234.5]");
        assertThat(recognized("nb-NO", "kr 1 234,50")).isEqualTo("number [1234.5]");
        assertThat(recognized("en-US", "US$ 5", "US$ 6")).isEqualTo("number [5, 6]");
        assertThat(recognized("en-US", "$5", "€5")).isEqualTo("text several-currencies [$5, €5]");
    }

    @Test
    void keepsIdentifiersAsText() {
        assertThat(recognized("en-US", "10115", "01067")).isEqualTo("text leading-zeros [10115, 01067]");
        assertThat(recognized("en-US", "+4930123456", "4930123456")).startsWith("text leading-zeros [");
        assertThat(recognized(null, "+49", "+1", "-5")).startsWith("text leading-zeros [");
        assertThat(recognized(null, "007")).isEqualTo("text leading-zeros [007]");
        assertThat(recognized(null, "4111111111111111", "5")).startsWith("text long-integers [");
        assertThat(recognized("de-DE", "02.Medium", "01.High")).startsWith("text [");
        assertThat(recognized("en-US", "12", "14", "14a")).isEqualTo("text mixed-values [12, 14, 14a]");
        assertThat(recognized("en-US", "1,2,3")).isEqualTo("text [1,2,3]");
        assertThat(recognized("de-DE", "+49 30 1234", "10.0.0.1")).startsWith("text [");
    }

    @Test
    void readsNumbersExactlyOrNotAtAll() {
        assertThat(recognized(null, "1234567890123456.789", "660737"))
                .isEqualTo("number [1234567890123456.789, 660737]");
        assertThat(recognized(null, "1e400")).isEqualTo("text scientific-notation [1e400]");
        assertThat(recognized(null, "4.91512E+12", "5")).isEqualTo("text scientific-notation [4.91512E+12, 5]");
        assertThat(recognized(null, "45%", "5%")).isEqualTo("text percentages [45%, 5%]");
        assertThat(recognized(null, "1690720560000")).isEqualTo("number [1690720560000]");
    }

    @Test
    void usesOneNotationForAllNumbersOfAColumn() {
        assertThat(recognized(null, "1,234.50", "999")).isEqualTo("number [1234.5, 999]");
        assertThat(recognized(null, "1.234,50", "999")).isEqualTo("number [1234.5, 999]");
        assertThat(recognized(null, "1,234", "5,678")).isEqualTo("text needs-locale [1,234, 5,678]");
        assertThat(recognized(null, "$1,234", "$5")).isEqualTo("text needs-locale [$1,234, $5]");
        assertThat(recognized("en-US", "1,234.50", "1,234.51", "1.234,50"))
                .isEqualTo("text mixed-notation [1,234.50, 1,234.51, 1.234,50]");
        // Machine-written numbers in a file of a locale with a decimal comma.
        assertThat(recognized("de-DE", "12.5", "1.234")).isEqualTo("number [12.5, 1.234]");
    }

    @Test
    void leavesWordsInANumberColumnUnread() {
        assertThat(recognized("de-DE", "1.234,5", "2,5", "n/a")).isEqualTo("number [1234.5, 2.5, !]");
        assertThat(recognized(null, "1", "abc")).isEqualTo("text mixed-values [1, abc]");
        assertThat(recognized(null, "1", "n/a", "-", "#DIV/0!", "2")).isEqualTo("number [1, !, !, !, 2]");
        assertThat(recognized(null, "a", "b", "c", "d", "e", "6")).isEqualTo("text [a, b, c, d, e, 6]");
    }

    @Test
    void leavesOneOfElevenCellsOfANumberColumnUnread() {
        String[] cells = {"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "12 apples"};
        RecognizedColumn column = recognition("en-US", null, cells).result();
        assertThat(column.format().type()).isEqualTo(FieldType.NUMBER);
        assertThat(column.converted()).isEqualTo(10);
        assertThat(column.unreadable()).isEqualTo(1);
        assertThat(column.examples()).containsExactly(new RecognizedColumn.Example(12, "12 apples"));
        cells[10] = "0815";
        assertThat(recognized("en-US", cells)).startsWith("text leading-zeros [");
        cells[10] = "1,234";
        assertThat(recognized(null, cells)).startsWith("text needs-locale [");
    }

    @Test
    void readsSignsOfAccountants() {
        assertThat(recognized("en-US", "1,234.50", "(1,234.50)", "1,234.50-", "+5.25", ".5"))
                .isEqualTo("number [1234.5, -1234.5, -1234.5, 5.25, 0.5]");
        assertThat(recognized("en-US", "(1)", "(2)")).isEqualTo("text [(1), (2)]");
    }

    @Test
    void readsOneCurrencyInSeveralForms() {
        assertThat(recognized("de-DE", "1.234,50 €", "EUR 5", "€ 6,50")).isEqualTo("number [1234.5, 5, 6.5]");
        assertThat(recognized("en-IN", "₹12,34,567.50", "Rs. 500", "INR 5")).isEqualTo("number [1234567.5, 500, 5]");
        assertThat(recognized("ja-JP", "¥1,234", "￥5", "6円")).isEqualTo("number [1234, 5, 6]");
        assertThat(recognized("en-ZA", "R1,234.50", "R 5")).isEqualTo("number [1234.5, 5]");
    }

    @Test
    void readsDigitsOfOtherScripts() {
        assertThat(recognized("ja-JP", "１２３", "４５")).isEqualTo("number [123, 45]");
        assertThat(recognized("ar-EG", "١٬٢٣٤٫٥", "٤٥")).isEqualTo("number [1234.5, 45]");
        assertThat(recognized("ar-EG", "1,234.50", "5.5")).isEqualTo("number [1234.5, 5.5]");
    }

    @Test
    void readsSeparatorsOfOneMeaningAgainstTheLocale() {
        assertThat(recognized("fr-FR", "1.234,50 €", "12,00")).isEqualTo("number [1234.5, 12]");
        assertThat(recognized("fr-CH", "1'234.50", "1\u2019234.50")).isEqualTo("number [1234.5, 1234.5]");
    }

    @Test
    void readsTheDatesOfOtherLanguages() {
        assertThat(recognized("de-DE", "30. Juli 2023 um 14:15 Uhr", "30.07.2023, 14:15 Uhr", "30.7.2023"))
                .isEqualTo("date-time [2023-07-30T14:15, 2023-07-30T14:15, 2023-07-30]");
        assertThat(recognized("fr-FR", "30/07/2023 à 14:15", "1er janvier 2023", "30/07/2023 14h15", "30 juil. 2023"))
                .isEqualTo("date-time [2023-07-30T14:15, 2023-01-01, 2023-07-30T14:15, 2023-07-30]");
        assertThat(recognized("pt-BR", "30 de jul. de 2023", "30 de julho de 2023", "30/07/2023 14:15"))
                .isEqualTo("date-time [2023-07-30, 2023-07-30, 2023-07-30T14:15]");
        assertThat(recognized("es-MX", "30/07/2023 2:15 p. m.", "30 de julio de 2023"))
                .isEqualTo("date-time [2023-07-30T14:15, 2023-07-30]");
        assertThat(recognized("ja-JP", "2023年7月30日", "2023年7月30日 14時15分", "2023/07/30 午後2:15", "2023年7月30日 14時15分30秒"))
                .isEqualTo("date-time [2023-07-30, 2023-07-30T14:15, 2023-07-30T14:15, 2023-07-30T14:15:30]");
        assertThat(recognized("zh-CN", "2023年7月30日 下午2:15", "2023-7-30"))
                .isEqualTo("date-time [2023-07-30T14:15, 2023-07-30]");
        assertThat(recognized("ko-KR", "2023. 7. 30.", "2023. 7. 30. 오후 2:15"))
                .isEqualTo("date-time [2023-07-30, 2023-07-30T14:15]");
        assertThat(recognized("hu-HU", "2023. 07. 30.", "2023. július 30.")).isEqualTo("date [2023-07-30, 2023-07-30]");
        assertThat(recognized("ru-RU", "30 июля 2023 г.", "30.07.2023")).isEqualTo("date [2023-07-30, 2023-07-30]");
        assertThat(recognized("fi-FI", "30.7.2023 klo 14.15", "30.7.2023 14.15.30"))
                .isEqualTo("date-time [2023-07-30T14:15, 2023-07-30T14:15:30]");
        assertThat(recognized("cs-CZ", "30. 7. 2023 14:15")).isEqualTo("date-time [2023-07-30T14:15]");
    }

    @Test
    void readsTheDatesOfProgrammingLanguages() {
        assertThat(recognized(
                        null,
                        "20230730T083600Z",
                        "20230730T0836",
                        "Sun Jul 30 2023 08:36:00 GMT+0530 (India Standard Time)",
                        "Sun Jul 30 08:36:00 UTC 2023",
                        "Sun Jul  2 08:36:00 2023",
                        "2023-07-30T08:36:00+05:30[Asia/Kolkata]",
                        "2023-07-30t08:36:00z",
                        "2023-Jul-30"))
                .isEqualTo("date-time [2023-07-30T08:36:00Z, 2023-07-30T08:36, 2023-07-30T08:36:00+05:30,"
                        + " 2023-07-30T08:36:00Z, 2023-07-02T08:36:00, 2023-07-30T08:36:00+05:30, 2023-07-30T08:36:00Z,"
                        + " 2023-07-30]");
        assertThat(recognized(null, "20230730", "20230801")).isEqualTo("number [20230730, 20230801]");
    }

    @Test
    void reportsWhyDatesStayText() {
        assertThat(recognized(null, "30.07.23", "01.02.99")).isEqualTo("text needs-locale [30.07.23, 01.02.99]");
        assertThat(recognized(null, "2023-07-30 08:36 PST", "2023-07-30 08:37 IST"))
                .isEqualTo("text unknown-date-form [2023-07-30 08:36 PST, 2023-07-30 08:37 IST]");
        assertThat(recognized(null, "2023-07-30", "soon", "later")).startsWith("text mixed-values [");
        assertThat(recognized(null, "2024-02-30", "2024-02-29", "2023-02-29")).isEqualTo("date [!, 2024-02-29, !]");
    }

    @Test
    void continuesFromAStoredState() {
        String[] cells = {"1,234.50", "$5", "n/a", "7/30/2023", "31.12.2023", "5%", "1e5", "007", "TRUE"};
        ColumnRecognition whole = recognition(null, null, cells);
        ColumnRecognition second = recognition(null, null);
        for (int i = 0; i < cells.length; i++) {
            ColumnRecognition first = second;
            second = recognition(null, null);
            second.restore(first.state());
            second.add(i + 2, cells[i]);
        }
        assertThat(second.state()).isEqualTo(whole.state());
        assertThat(second.result()).isEqualTo(whole.result());
    }

    @Test
    void readsBooleansOnlyIfEveryCellIsOne() {
        assertThat(recognized(null, "TRUE", "false")).isEqualTo("boolean [true, false]");
        assertThat(recognized(null, "TRUE", "Yes")).isEqualTo("text [TRUE, Yes]");
        assertThat(recognized(null, "Yes", "No")).isEqualTo("text [Yes, No]");
    }

    @Test
    void readsMoreFormsOfADeclaredType() {
        assertThat(declared(FieldType.BOOLEAN, null, "Yes", "0", "maybe")).isEqualTo("boolean [true, false, !]");
        assertThat(declared(FieldType.NUMBER, null, "5", "x", "007", "4111111111111111"))
                .isEqualTo("number [5, !, !, 4111111111111111]");
        assertThat(declared(FieldType.NUMBER, "de-DE", "1.234,5", "x")).isEqualTo("number [1234.5, !]");
        assertThat(declared(FieldType.DATE, "en-US", "7/30/2023", "2023-07-30 00:00:00", "2023-07-30 10:00"))
                .isEqualTo("date [2023-07-30, 2023-07-30, !]");
        assertThat(declared(FieldType.DATE_TIME, null, "1690720560000", "2023-07-30", "03/04/2023"))
                .isEqualTo("date-time [2023-07-30T12:36:00Z, 2023-07-30, !]");
        assertThat(declared(FieldType.TEXT, "en-US", "5", "7/30/2023")).isEqualTo("text [5, 7/30/2023]");
        RecognizedColumn column = recognition(null, DeclaredType.of(FieldType.NUMBER), "5", "x", "007")
                .result();
        assertThat(column.converted()).isEqualTo(1);
        assertThat(column.unreadable()).isEqualTo(2);
    }

    @Test
    void readsTheValuesAndLabelsOfADeclaredChoice() {
        DeclaredType stage = new DeclaredType(FieldType.CHOICE, Map.of("won", "won", "Closed Won", "won"));
        String[] cells = {"won", "CLOSED WON", "lost"};
        assertThat(described(recognition(null, stage, cells).result(), cells)).isEqualTo("choice [won, won, !]");
    }

    @Test
    void keepsTheTypesOfAFormatWithTypes() {
        ColumnRecognition numbers = new ColumnRecognition("en-US", null, true);
        numbers.addTyped(1, 5);
        numbers.addTyped(2, 6);
        numbers.add(3, "n/a");
        assertThat(numbers.result().format().type()).isEqualTo(FieldType.NUMBER);
        assertThat(numbers.result().unreadable()).isEqualTo(1);
        ColumnRecognition texts = new ColumnRecognition("en-US", null, true);
        texts.add(1, "5");
        assertThat(texts.result().format().type()).isEqualTo(FieldType.TEXT);
        ColumnRecognition sheet = new ColumnRecognition("en-US", null, false);
        sheet.addTyped(1, 5);
        sheet.add(2, "1,234.50");
        sheet.add(3, "#DIV/0!");
        assertThat(sheet.result().format().type()).isEqualTo(FieldType.NUMBER);
        assertThat(sheet.result().converted()).isEqualTo(2);
        ColumnRecognition dates = new ColumnRecognition("en-US", null, false);
        dates.add(1, "2023-07-30");
        dates.add(2, "7/31/2023");
        dates.addTyped(3, 45137);
        assertThat(dates.result().format().type()).isEqualTo(FieldType.DATE);
        assertThat(dates.result().unreadable()).isEqualTo(1);
        ColumnRecognition mixed = new ColumnRecognition(null, null, true);
        mixed.addTyped(1, 5);
        mixed.add(2, "a");
        assertThat(mixed.result().reason()).isEqualTo(RecognizedColumn.Reason.MIXED_TYPES);
    }
}

package dev.sequences.segment.recordimport.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class LocaleFormatsTest {

    private static String plain(String tag, String cell) {
        return new LocaleFormats(Locale.forLanguageTag(tag)).normalized(cell);
    }

    @Test
    void convertsLocalizedNumbers() {
        assertThat(plain("de-DE", "1.234.567,89")).isEqualTo("1234567.89");
        assertThat(plain("de-DE", "-0,5")).isEqualTo("-0.5");
        assertThat(plain("en-US", "1,234")).isEqualTo("1234");
        assertThat(plain("fr-FR", "1 234,5")).isEqualTo("1234.5");
        assertThat(plain("en-IN", "41.5")).isEqualTo("41.5");
    }

    @Test
    void convertsDatesToIso() {
        assertThat(plain("de-DE", "31.12.2026")).isEqualTo("2026-12-31");
        assertThat(plain("en-GB", "03/04/2026")).isEqualTo("2026-04-03");
        assertThat(plain("en-US", "03/04/2026 09:30")).isEqualTo("2026-03-04T09:30");
        assertThat(plain("sv-SE", "2026-3-4")).isEqualTo("2026-03-04");
    }

    @Test
    void keepsAllOtherText() {
        for (String cell :
                new String[] {"Select", "02.Medium", "007", "31.02.2026", "1,2,3", "+49 30 1234", "10.0.0.1"}) {
            assertThat(plain("de-DE", cell)).isEqualTo(cell);
        }
        assertThat(plain("en-US", "1.234,5")).isEqualTo("1.234,5");
    }
}

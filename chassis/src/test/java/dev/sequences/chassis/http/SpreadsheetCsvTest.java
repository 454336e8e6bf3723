package dev.sequences.chassis.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpreadsheetCsvTest {

    private static String neutralized(String csv) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (SpreadsheetCsv stream = new SpreadsheetCsv(bytes)) {
            stream.write(csv.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "=1+1|'=1+1",
                "@SUM(A1)|'@SUM(A1)",
                "+43 1 234|'+43 1 234",
                "-x|'-x",
                "-|'-",
                "+|'+",
                "-1+2|'-1+2",
                "-5 apples|'-5 apples",
                "\"=HYPERLINK(\"\"http://a\"\";\"\"x\"\")\"|\"'=HYPERLINK(\"\"http://a\"\";\"\"x\"\")\"",
                "\"=a,b\"|\"'=a,b\"",
                "\"-a,b\"|\"'-a,b\"",
                "\"-\"\"x\"|\"'-\"\"x\"",
                "a,=b,c|a,'=b,c",
                "a,-b|a,'-b",
                "\u00e9,=\u00e9|\u00e9,'=\u00e9"
            })
    void neutralizesFormulas(String csv, String expected) throws IOException {
        assertThat(neutralized(csv)).isEqualTo(expected);
        assertThat(neutralized(csv + "\n" + csv + "\r\n")).isEqualTo(expected + "\n" + expected + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "a=b",
                "a\n",
                "a,,\n,,\n",
                "\"\",\"\"",
                "\"\"\"=x\"\"\"",
                "\"a\n=b\"",
                "-5",
                "+5",
                "-5.25",
                "-0.5e-10",
                "\"-5\"",
                "-5,-6\n-7\n",
                "2026-01-01 00:00:00+00",
                "t,f,",
                "\"a\"\"\n=\"\"b\""
            })
    void keepsOtherCells(String csv) throws IOException {
        assertThat(neutralized(csv)).isEqualTo(csv);
    }

    @Test
    void neutralizesTabsAndLineBreaksAtTheBeginning() throws IOException {
        assertThat(neutralized("\t=x,\"\t=x\",\"\r=x\",\"\n=x\"\n")).isEqualTo("'\t=x,\"'\t=x\",\"'\r=x\",\"'\n=x\"\n");
    }

    @Test
    void readsACellOfAnyLengthInLinearTime() throws IOException {
        String digits = "-" + "1".repeat(2_000_000);
        assertThat(neutralized(digits)).isEqualTo("'" + digits);
    }
}

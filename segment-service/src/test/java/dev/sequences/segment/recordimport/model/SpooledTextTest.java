package dev.sequences.segment.recordimport.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SpooledTextTest {

    private static final String FILE = "id\tcity\r\n1\tDüsseldorf “€” œuvre\r\n2\tİzmir\r\n";
    private static final String LATIN =
            "id,city\n1,Düsseldorf “€” L’Haÿ œuvre\n2,Çelik Łódź\n".replace("Łódź", "naïve");

    /** Charset of the copy, and its text. */
    private static String copied(byte[] file, String declared) throws IOException {
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        Charset charset = SpooledText.copy(
                new ByteArrayInputStream(file), declared == null ? null : Charset.forName(declared), copy);
        return charset + " " + copy.toString(charset);
    }

    private static byte[] marked(String mark, Charset charset) {
        return (mark + FILE).getBytes(charset);
    }

    @Test
    void readsUnicodeWithAByteOrderMark() throws IOException {
        for (Charset charset : new Charset[] {
            StandardCharsets.UTF_8,
            StandardCharsets.UTF_16LE,
            StandardCharsets.UTF_16BE,
            Charset.forName("UTF-32LE"),
            Charset.forName("UTF-32BE")
        }) {
            assertThat(copied(marked("\uFEFF", charset), null).replace("\uFEFF", ""))
                    .as("%s", charset)
                    .isEqualTo("UTF-8 " + FILE);
        }
        // The mark is more reliable than a header that clients add by themselves.
        assertThat(copied(marked("\uFEFF", StandardCharsets.UTF_16LE), "utf-8")).isEqualTo("UTF-8 " + FILE);
    }

    @Test
    void readsUtf16WithoutAMark() throws IOException {
        assertThat(copied(marked("", StandardCharsets.UTF_16LE), null)).isEqualTo("UTF-8 " + FILE);
        assertThat(copied(marked("", StandardCharsets.UTF_16BE), null)).isEqualTo("UTF-8 " + FILE);
    }

    @Test
    void recognizesWindows1252() throws IOException {
        assertThat(copied(LATIN.getBytes("windows-1252"), null)).isEqualTo("windows-1252 " + LATIN);
        assertThat(copied(LATIN.getBytes(StandardCharsets.UTF_8), null)).isEqualTo("UTF-8 " + LATIN);
    }

    @Test
    void readsDeclaredCharsets() throws IOException {
        assertThat(copied(LATIN.getBytes("windows-1252"), "iso-8859-1")).isEqualTo("windows-1252 " + LATIN);
        for (String charset : new String[] {"windows-1251", "Shift_JIS", "GB18030", "UTF-16"}) {
            String text = charset.equals("windows-1251") ? "id,город\n1,Москва\n" : "id,市\n1,東京表\n";
            assertThat(copied(text.getBytes(charset), charset).replace("\uFEFF", ""))
                    .isEqualTo("UTF-8 " + text);
        }
    }

    @Test
    void refusesOtherEncodingsThatAreNotDeclared() {
        for (String charset :
                new String[] {"windows-1251", "Shift_JIS", "GB18030", "windows-1253", "IBM850", "x-MacRoman"}) {
            String text = charset.equals("windows-1251")
                    ? "id,город\n1,Москва\n"
                    : charset.equals("windows-1253")
                            ? "id,πόλη\n1,Αθήνα\n"
                            : charset.startsWith("IBM") || charset.startsWith("x-")
                                    ? "id,ville\n1,Orléans\n2,Besançon\n3,Angoulême\n"
                                    : "id,市\n1,東京表示\n";
            assertThat(catchThrowableOfType(FileRefusal.class, () -> copied(text.getBytes(charset), null))
                            .code())
                    .as(charset)
                    .isEqualTo("encoding-unknown");
        }
    }

    /** A file that was joined from several: the reader names the rows in the other encoding. */
    @Test
    void keepsUtf8IfSomeRowsAreNot() throws IOException {
        byte[] utf8 = "id,city\n1,Düren\n".getBytes(StandardCharsets.UTF_8);
        byte[] other = "2,Köln\n3,Bonn\n".getBytes("windows-1252");
        byte[] file = new byte[utf8.length + other.length];
        System.arraycopy(utf8, 0, file, 0, utf8.length);
        System.arraycopy(other, 0, file, utf8.length, other.length);
        assertThat(copied(file, null)).startsWith("UTF-8 id,city\n1,Düren\n2,K\uFFFDln\n3,Bonn");
    }

    @Test
    void keepsALoneSurrogateInUtf8() throws IOException {
        byte[] file = {'i', 'd', '\n', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '\n'};
        assertThat(copied(file, null)).startsWith("UTF-8 id\n\uFFFD");
    }

    @Test
    void keepsTheLineOfALoneSurrogate() throws IOException {
        String file = "\uFEFFid,a\n1,\ud800\n2,\udc00x\n3,\ud83d\ude00\n";
        byte[] bytes = new byte[file.length() * 2];
        for (int i = 0; i < file.length(); i++) {
            bytes[2 * i] = (byte) file.charAt(i);
            bytes[2 * i + 1] = (byte) (file.charAt(i) >> 8);
        }
        assertThat(copied(bytes, null)).isEqualTo("UTF-8 id,a\n1,\uFFFD\n2,\uFFFDx\n3,\ud83d\ude00\n");
    }
}

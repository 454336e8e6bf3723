package dev.sequences.designer.messagetemplate.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.designer.messagetemplate.model.MessageTemplate.Content;
import dev.sequences.designer.messagetemplate.model.MessageTemplate.Properties;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RenderingTest {

    private static Properties email(String subject, String body) {
        return new Properties("T", null, "email", "lead", "en", Map.of("en", new Content(subject, body)));
    }

    private static Rendering of(String subject, String body, Map<String, String> values) {
        return Rendering.of(email(subject, body), null, values);
    }

    @Test
    void fillsFieldsAndUsesTheDefaultTextForMissingValues() {
        Rendering filled = of(
                "Hi {{ first_name }}",
                "Dear {{first_name|friend}} of {{company|your company}}, {{company|}}!",
                Map.of("first_name", "Ana"));
        assertThat(filled.subject()).isEqualTo("Hi Ana");
        assertThat(filled.body()).isEqualTo("Dear Ana of your company, !");
        assertThat(filled.missing()).isEmpty();
    }

    @Test
    void reportsEachMissingFieldOnceAndLeavesItVisible() {
        Map<String, String> values = new HashMap<>();
        values.put("b", null);
        values.put("c", "  ");
        Rendering filled = of("{{a}}", "{{a}} {{b}} {{c}} {{d}}", values);
        assertThat(filled.missing()).containsExactly("a", "b", "c", "d");
        assertThat(filled.body()).isEqualTo("{{a}} {{b}} {{c}} {{d}}");
    }

    @Test
    void neverReadsAValueAsAPlaceholder() {
        Rendering filled = of("s", "{{a}} {{b}}", Map.of("a", "{{b}}", "b", "{{a|x}}", "x", "no"));
        assertThat(filled.body()).isEqualTo("{{b}} {{a|x}}");
        assertThat(filled.missing()).isEmpty();
    }

    @Test
    void keepsASubjectOnOneLine() {
        assertThat(of("Hi {{a}}", "b", Map.of("a", "x\r\nBcc: all@example.com")).subject())
                .isEqualTo("Hi x  Bcc: all@example.com");
    }

    @Test
    void removesOnlyControlCharactersAndUnpairedSurrogates() {
        assertThat(of("s", "{{a}}", Map.of("a", "a\u0000b\u0007c\ud83dd\u2028e\tf\ng \ud83d\ude80"))
                        .body())
                .isEqualTo("abcde\tf\ng \ud83d\ude80");
    }

    @Test
    void escapesMarkup() {
        Rendering filled = of("s", "Hi {{a}} & co\n\"'", Map.of("a", "<script>alert(1)</script>"));
        assertThat(filled.body()).contains("<script>");
        assertThat(filled.html()).isEqualTo("Hi &lt;script&gt;alert(1)&lt;/script&gt; &amp; co<br>\n&quot;&#39;");
    }

    @Test
    void truncatesLongValues() {
        assertThat(of("s", "{{a}}", Map.of("a", "x".repeat(1_000_000))).body()).hasSize(Rendering.MAX_VALUE_LENGTH);
    }

    @Test
    void selectsTheNearestLanguage() {
        Properties template = new Properties(
                "T",
                null,
                "text-message",
                "lead",
                "en",
                Map.of("en", new Content(null, "Hello"), "de", new Content(null, "Hallo")));
        assertThat(Rendering.of(template, "de", Map.of()).body()).isEqualTo("Hallo");
        assertThat(Rendering.of(template, "de-AT", Map.of()).language()).isEqualTo("de");
        assertThat(Rendering.of(template, "fr", Map.of()).language()).isEqualTo("en");
        assertThat(Rendering.of(template, null, Map.of()).subject()).isNull();
        assertThat(Rendering.of(template, "../etc", Map.of()).language()).isEqualTo("en");
    }

    @Test
    void listsTheFieldsOfAllLanguages() {
        Properties template = new Properties(
                "T",
                null,
                "email",
                "lead",
                "en",
                Map.of("en", new Content("{{b}}", "{{a|x}} {{b}}"), "de", new Content("s", "{{c.d-e_1}}")));
        assertThat(Rendering.fields(template)).containsExactly("a", "b", "c.d-e_1");
    }
}

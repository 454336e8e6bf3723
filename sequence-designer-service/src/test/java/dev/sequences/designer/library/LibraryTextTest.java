package dev.sequences.designer.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.json.Json;
import dev.sequences.designer.library.LibraryDocument.SequenceEntry;
import dev.sequences.designer.support.Drawings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LibraryTextTest {

    private static LibraryDocument document(String name, JsonNode draft) {
        return new LibraryDocument(
                LibraryDocument.FORMAT,
                List.of("Region/EMEA"),
                List.of(),
                List.of(),
                List.of(new SequenceEntry("welcome", name, null, "lead", List.of(), draft)));
    }

    private static void survives(String name, JsonNode draft) {
        LibraryDocument document = document(name, draft);
        JsonNode tree = Json.HTTP.valueToTree(document);
        String yaml = LibraryText.yaml(document);
        assertThat(LibraryText.readYaml(yaml.getBytes(StandardCharsets.UTF_8)))
                .as(yaml)
                .isEqualTo(tree);
        assertThat(Drawings.json(LibraryText.json(document))).isEqualTo(tree);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Plain",
                "no",
                "No",
                "yes",
                "on",
                "null",
                "~",
                "true",
                "TRUE",
                "y",
                "1",
                "1_000",
                "0x1F",
                "0o17",
                "017",
                "1e3",
                "1.0E10",
                ".5",
                "-",
                "- a",
                "-1",
                "+1",
                "a: b",
                "a #b",
                "#a",
                "&a",
                "*a",
                "!a",
                "!!str a",
                "|",
                ">",
                "%a",
                "@a",
                "`a`",
                "'a'",
                "\"a\"",
                "a\\n",
                "{a}",
                "[a]",
                "a,b",
                "?",
                "? a",
                ": a",
                "a:",
                "2026-11-22",
                "2026-11-22T10:00:00Z",
                "12:30:45",
                "<<",
                "=",
                " leading",
                "trailing ",
                "",
                " ",
                "---",
                "...",
                "a\nb",
                "a\n",
                "\na",
                "a\n\nb\n\n",
                " a\nb",
                "a \nb",
                "a\n b",
                "a\n- b: c",
                "a\r\nb",
                "tab\tinside",
                "\ttab",
                "\u00e4\u00f6\u00fc",
                "\ud83d\ude80",
                "\u202e",
                "\u2028",
                "\u0085",
                "\ufeff",
                "{{first_name|friend}}",
                "${jndi:x}",
                "Infinity",
                ".inf",
                ".nan",
                "NaN",
                "0.1.2",
                "1:2",
                "a--b",
                "a/b (c) d.e_f"
            })
    void restoresEveryText(String text) {
        survives(text, Drawings.json(Json.text(Map.of("graph", Map.of("nodes", List.of(Map.of("name", text)))))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "50",
                "1.5",
                "1.0",
                "0.1",
                "1e10",
                "1.0E10",
                "1e-7",
                "12345678901234567890",
                "1.7976931348623157E308",
                "true",
                "null",
                "[]",
                "{}",
                "[[], [1, \"1\"]]",
                "{\"yes\": \"no\", \"on\": null, \"1\": 1, \"a b: c\": \"\"}"
            })
    void restoresEveryValueUnchanged(String value) {
        survives("Values", Drawings.json("{\"graph\": {\"nodes\": [{\"setting\": " + value + "}]}}"));
    }

    @Test
    void writesReadableYaml() {
        JsonNode draft = Drawings.json("{\"graph\": " + Drawings.STORY + "}");
        assertThat(LibraryText.yaml(document("Welcome", draft)))
                .startsWith("format: sequences-library/v1\n"
                        + "tags:\n"
                        + "- Region/EMEA\n"
                        + "messageTemplates: []\n"
                        + "sequences:\n"
                        + "- id: welcome\n")
                .contains("    graph:\n      start: intro\n      nodes:\n      - key: intro\n        type: email\n")
                .contains("name: Introduction\n")
                .contains("templateId: null\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a: [", "a: b: c", "\"", "\u0000", "- a\nb: c", "a: !!javax.script.X [1]\n- b", "a: &a x\n*a : y"
            })
    void reportsInvalidYaml(String text) {
        assertThatThrownBy(() -> LibraryText.readYaml(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("not-yaml"));
    }

    @Test
    void refusesYamlTypesAndDeepNesting() {
        assertThat(LibraryText.readYaml("a: !!java.net.URL ['http://x']".getBytes(StandardCharsets.UTF_8))
                        .toString())
                .isEqualTo("{\"a\":[\"http://x\"]}");
        refuses("too-large", "[".repeat(5_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- ", "? ", "- - ? ", "{? "})
    void refusesDeepNesting(String opening) {
        assertThatThrownBy(() -> LibraryText.readYaml(opening.repeat(20_000).getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isIn("too-large", "not-yaml"));
    }

    /** Text without spaces, comments, quoted text, names of anchors, aliases and types: the parser reads each as one piece. */
    @ParameterizedTest
    @ValueSource(strings = {"a: ", "# ", "a: \"", "a: '", "a: &", "*", "!", "? ", "- ", "%YAML ", "a: |"})
    void refusesALineAboveTheLimitBeforeParsing(String begin) {
        String max = "x".repeat(YamlLimits.MAX_LINE_LENGTH);
        assertThatThrownBy(() -> YamlLimits.check(("a: 1\n" + begin + max).getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("Line 2");
        refuses("too-large", "a: 1\n" + begin + max);
    }

    @Test
    void countsCharactersOfALine() {
        String max = "\ud83d\ude80".repeat(YamlLimits.MAX_LINE_LENGTH);
        YamlLimits.check((max + "\n" + max + "\r" + max + "\r\n").getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> YamlLimits.check((max + "\n" + max + "x").getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Problem.class);
    }

    /** The largest documents that are accepted, with the most expensive lines: about a second each. */
    @ParameterizedTest
    @ValueSource(strings = {"- %s\n", "#%s\n", "- \"%s\"\n", "- &%s x\n", "- !%s x\n", "- |\n  %s\n", "-\n  %s\n"})
    void readsTheLargestDocumentWithTheLongestLinesInLimitedTime(String line) {
        String one = line.formatted("x".repeat(YamlLimits.MAX_LINE_LENGTH - 10));
        byte[] text = one.repeat(YamlLimits.MAX_BYTES / one.length()).getBytes(StandardCharsets.UTF_8);
        assertTimeout(Duration.ofSeconds(60), () -> LibraryText.readYaml(text));
    }

    /** The parser returns the name of an alias as text. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: &a [x,x,x]\nb: &b [*a,*a,*a]\nc: [*b,*b,*b]\n",
                "a: &a x\nb: *a",
                "- *nowhere",
                "a: &a {b: c}\nd: {<<: *a}",
                "*a"
            })
    void refusesAliases(String text) {
        refuses("alias-not-allowed", text);
    }

    @Test
    void keepsTextThatLooksLikeAnAlias() {
        assertThat(LibraryText.readYaml("a: '*a'\nb: 2 * 3\nc: &a x".getBytes(StandardCharsets.UTF_8))
                        .toString())
                .isEqualTo("{\"a\":\"*a\",\"b\":\"2 * 3\",\"c\":\"x\"}");
    }

    @Test
    void refusesAmbiguousYaml() throws IOException {
        refuses("field-twice", "a: 1\na: 2");
        refuses("field-twice", "a: {b: 1, c: 2, b: 3}");
        refuses("document-not-alone", "a: 1\n---\na: 2");
        refuses("document-not-alone", "a: 1\n...\n---\nb: 2");
        for (String number : List.of("017", "-01", "0_1", "1_000", "1_0.5", "0b11")) {
            refuses("number-uncertain", "a: " + number);
        }
        refuses("binary-not-allowed", "a: !!binary aGVsbG8=");
        assertThat(LibraryText.readYaml("---\na: 1\n...\n".getBytes(StandardCharsets.UTF_8))
                        .toString())
                .isEqualTo("{\"a\":1}");
        assertThat(LibraryText.readYaml("# nothing".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(MissingNode.getInstance());
        for (String more : List.of("{} {}", "{}]", "{} ,", "1 2")) {
            assertThatThrownBy(() -> LibraryText.readJson(more.getBytes(StandardCharsets.UTF_8), Json.HTTP))
                    .as(more)
                    .isInstanceOfAny(Problem.class, JsonParseException.class);
        }
        assertThat(LibraryText.readJson(" {\"a\": 1}\n ".getBytes(StandardCharsets.UTF_8), Json.HTTP)
                        .toString())
                .isEqualTo("{\"a\":1}");
    }

    @Test
    void reportsInvalidUtf8() {
        for (byte[] bytes : List.of(new byte[] {'a', ':', ' ', (byte) 0xff}, new byte[] {'a', ':', ' ', (byte) 0xc3})) {
            assertThatThrownBy(() -> LibraryText.readYaml(bytes))
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.code()).isEqualTo("not-yaml"));
        }
    }

    private static void refuses(String code, String text) {
        assertThatThrownBy(() -> LibraryText.readYaml(text.getBytes(StandardCharsets.UTF_8)))
                .as(text)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo(code));
    }
}

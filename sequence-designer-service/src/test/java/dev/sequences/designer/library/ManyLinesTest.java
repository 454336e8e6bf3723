package dev.sequences.designer.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.json.Json;
import dev.sequences.designer.library.LibraryDocument.TemplateEntry;
import dev.sequences.designer.messagetemplate.model.MessageTemplate.Content;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Letters may be long, and one that is must not keep all the others from being exported. */
class ManyLinesTest {

    private static final int LONG = 100_000;

    private static void survives(String body) {
        LibraryDocument document = new LibraryDocument(
                LibraryDocument.FORMAT,
                List.of(),
                List.of(new TemplateEntry(
                        "letter", "Letter", null, "email", "lead", "en", Map.of("en", new Content("S", body)))),
                List.of(),
                List.of());
        JsonNode tree = Json.HTTP.valueToTree(document);
        Instant begun = Instant.now();
        String yaml = LibraryText.yaml(document);
        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(20));
        assertThat(LibraryText.readYaml(yaml.getBytes(StandardCharsets.UTF_8))).isEqualTo(tree);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "line\n",
                "a longer line, with words.\n",
                "a\n\n",
                "\n",
                "x \n",
                "a\n b\n",
                "\u4e2d\u6587\n",
                "\ud83d\ude80\n"
            })
    void anyNumberOfLinesIsWrittenAndReadBack(String line) {
        survives(line.repeat(LONG / line.length()));
        survives(line.repeat(LONG / line.length()) + "end");
        survives("begin " + line.repeat(LONG / line.length()) + "\t");
    }

    @Test
    void writesLongLinesAsABlock() {
        survives("two\n" + "x".repeat(LONG));
        survives("two\n" + "x ".repeat(LONG / 2));
        survives("two\n" + "x ".repeat(LONG / 2) + "\u0007".replace('\u0007', '\t') + "x");
    }

    /** A paragraph stays readable where it can. */
    @Test
    void writesSeveralLinesAsABlock() {
        LibraryDocument document = new LibraryDocument(
                LibraryDocument.FORMAT,
                List.of(),
                List.of(new TemplateEntry(
                        "letter",
                        "Letter",
                        null,
                        "email",
                        "lead",
                        "en",
                        Map.of("en", new Content("S", "Dear {{name}},\n\nthank you!\n")))),
                List.of(),
                List.of());
        assertThat(LibraryText.yaml(document)).contains("|\n").contains("\n        thank you!\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: 1\n---\nb: 2\n",
                "a: 1\n---\n",
                "---\na: 1\n...\n---\nb: 2\n",
                "---\n---\na: 1\n",
                "a: 1\n---\n[unfinished"
            })
    void documentsBehindTheFirstAreNotPassedOver(String text) {
        assertThatThrownBy(() -> LibraryText.readYaml(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isIn("document-not-alone", "not-yaml"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"---\na: 1\n", "# first\n---\na: 1\n...\n", "a: 1\n", "%YAML 1.2\n---\na: 1\n# last\n"})
    void acceptsDocumentMarkers(String text) {
        assertThat(LibraryText.readYaml(text.getBytes(StandardCharsets.UTF_8))
                        .path("a")
                        .asInt())
                .isEqualTo(1);
    }
}

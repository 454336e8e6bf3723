package dev.sequences.designer.library;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import dev.sequences.chassis.http.Problem;
import dev.sequences.chassis.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.YAMLException;

/** The document as text, in JSON or YAML. What is written in one of them is read back as the same. */
final class LibraryText {

    private static final int LARGEST = 32 * 1024 * 1024;
    private static final int DEEPEST = 100;

    private static final ObjectWriter JSON = Json.HTTP.writerWithDefaultPrettyPrinter();
    private static final ObjectMapper YAML = yaml();

    private LibraryText() {}

    private static ObjectMapper yaml() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LARGEST);
        options.setNestingDepthLimit(DEEPEST);
        YAMLFactory factory = YAMLFactory.builder()
                .loaderOptions(options)
                // By YAML 1.2: a key named on, or a path named no, is text.
                .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
                .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                .disable(YAMLGenerator.Feature.SPLIT_LINES)
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .stringQuotingChecker(new Careful())
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST)
                        .maxStringLength(2_000_000)
                        .build())
                .build();
        return new ObjectMapper(factory).enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    }

    static String json(LibraryDocument document) {
        try {
            return JSON.writeValueAsString(document) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String yaml(LibraryDocument document) {
        try {
            return YAML.writeValueAsString(Json.HTTP.valueToTree(document));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode readYaml(byte[] text) {
        try (JsonParser parser = YAML.createParser(text)) {
            JsonNode document = YAML.readTree(parser);
            if (parser.nextToken() != null) {
                throw Problem.unreadable(
                        "document-not-alone",
                        null,
                        "There is something behind the document, at line "
                                + parser.currentTokenLocation().getLineNr() + ".",
                        "Send one document at a time.");
            }
            return document == null ? MissingNode.getInstance() : document;
        } catch (JacksonException | YAMLException e) {
            String where = e instanceof JacksonException jackson && jackson.getLocation() != null
                    ? " at line " + jackson.getLocation().getLineNr()
                    : "";
            throw Problem.unreadable(
                    "not-yaml", null, "The body is not YAML" + where + ".", "Send well-formed YAML 1.2 in UTF-8.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Leaves a text bare only when no reader of YAML could take it for anything else. Asked of texts on one line; those of several the
     * writer puts in a block where a block can hold them.
     */
    private static final class Careful extends StringQuotingChecker {
        private static final long serialVersionUID = 1;

        private static final Pattern BARE = Pattern.compile("[\\p{L}][\\p{L}\\p{N} _./()-]*(?<! )");
        private static final Set<String> TAKEN = Set.of("true", "false", "yes", "no", "on", "off", "null", "y", "n");

        @Override
        public boolean needToQuoteName(String name) {
            return !isBare(name);
        }

        @Override
        public boolean needToQuoteValue(String value) {
            return !isBare(value);
        }

        private static boolean isBare(String text) {
            return text.length() <= 200
                    && BARE.matcher(text).matches()
                    && !TAKEN.contains(text.toLowerCase(java.util.Locale.ROOT));
        }
    }
}

package dev.sequences.designer.library;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.json.Json;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads and writes the document as JSON or YAML. Reading a written document yields an equal one. */
final class LibraryText {

    private static final int MAX_DEPTH = 100;

    /**
     * Limit of parsed tokens: a tree needs up to fifty times the memory of its text, and its conversion as much again. With enough
     * memory it admits any 32 MB document of sequences.
     */
    private static final long MAX_TOKENS =
            Math.min(4_000_000, Runtime.getRuntime().maxMemory() / 400);

    /** Start of the parser's message about a duplicate field. */
    private static final String DUPLICATE_FIELD = "Duplicate field ";

    private static final ObjectWriter JSON = Json.HTTP.writerWithDefaultPrettyPrinter();
    private static final YAMLFactory YAML_FACTORY = yamlFactory();

    /** Reads numbers as {@link Json} does, so that YAML and JSON of the same document yield equal trees. */
    private static final ObjectMapper YAML = YAMLMapper.builder(YAML_FACTORY)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private LibraryText() {}

    private static YAMLFactory yamlFactory() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(YamlLimits.MAX_BYTES);
        options.setNestingDepthLimit(MAX_DEPTH);
        return YAMLFactory.builder()
                .loaderOptions(options)
                // As in YAML 1.2: a key named on, or a path named no, is text.
                .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
                .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                .disable(YAMLGenerator.Feature.SPLIT_LINES)
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .stringQuotingChecker(new StrictQuoting())
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxStringLength(2_000_000)
                        .build())
                .build();
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

    /** Reads the single document of the text, with this mapper so that errors match those of other JSON bodies. */
    static JsonNode readJson(byte[] text, ObjectMapper mapper) throws IOException {
        try (JsonParser parser = new TokenLimit(mapper.createParser(text))) {
            JsonNode tree = mapper.reader()
                    .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readTree(parser);
            if (parser.nextToken() != null) {
                throw secondDocument(parser);
            }
            return tree == null ? MissingNode.getInstance() : tree;
        }
    }

    static JsonNode readYaml(byte[] text) {
        YamlLimits.check(text);
        try (JsonParser parser = new StrictYaml(YAML_FACTORY.createParser(text))) {
            JsonNode tree = YAML.readTree(parser);
            if (parser.nextToken() != null) {
                throw secondDocument(parser);
            }
            return tree == null ? MissingNode.getInstance() : tree;
        } catch (StreamConstraintsException e) {
            throw Problem.tooLarge(
                    "The YAML is nested too deeply or contains a text that is too long.",
                    "Reduce the nesting or shorten the text.");
        } catch (JacksonException | YAMLException | CharConversionException e) {
            String location = e instanceof JacksonException jackson && jackson.getLocation() != null
                    ? " at line " + jackson.getLocation().getLineNr()
                    : "";
            if (String.valueOf(e.getMessage()).startsWith(DUPLICATE_FIELD)) {
                throw Problem.unreadable(
                        "field-twice",
                        null,
                        "A field occurs twice in the same object" + location + ".",
                        "Remove one of them.");
            }
            throw Problem.unreadable(
                    "not-yaml", null, "The body is not YAML" + location + ".", "Send well-formed YAML 1.2 in UTF-8.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A second document would otherwise be ignored silently. */
    private static Problem secondDocument(JsonParser parser) {
        return Problem.unreadable(
                "document-not-alone",
                null,
                "The body contains more than one document; the second starts at line "
                        + parser.currentTokenLocation().getLineNr() + ".",
                "Send one document per request.");
    }

    /** Counts tokens and stops at the limit. */
    private static class TokenLimit extends JsonParserDelegate {

        private long tokens;

        TokenLimit(JsonParser parser) {
            super(parser);
        }

        @Override
        public @Nullable JsonToken nextToken() throws IOException {
            if (++tokens > MAX_TOKENS) {
                throw Problem.tooLarge("The document has too many elements.", "Split the document.");
            }
            return super.nextToken();
        }
    }

    /** Refuses YAML features that JSON lacks and that the parser would convert silently. */
    private static final class StrictYaml extends TokenLimit {

        /** In YAML 1.2, 017 is seventeen and 1_000 is text; the parser reads fifteen and a thousand. */
        private static final Pattern AMBIGUOUS = Pattern.compile("_|^[-+]?0[0-9bB]");

        private final YAMLParser yaml;

        StrictYaml(YAMLParser yaml) {
            super(yaml);
            this.yaml = yaml;
        }

        @Override
        public @Nullable JsonToken nextToken() throws IOException {
            JsonToken token = super.nextToken();
            int line = yaml.currentTokenLocation().getLineNr();
            if (yaml.isCurrentAlias()) {
                throw Problem.unreadable(
                        "alias-not-allowed",
                        null,
                        "Line " + line + " contains a YAML alias; aliases are not supported.",
                        "Replace the alias with its value, or quote the text if it only starts with '*'.");
            }
            if (token == JsonToken.VALUE_EMBEDDED_OBJECT) {
                throw Problem.unreadable(
                        "binary-not-allowed",
                        null,
                        "Line " + line + " contains binary data, which is not supported.",
                        "Use text instead.");
            }
            if (token != null
                    && token.isNumeric()
                    && AMBIGUOUS.matcher(yaml.getText()).find()) {
                throw Problem.unreadable(
                        "number-uncertain",
                        null,
                        "The number in line " + line + " means different values in YAML 1.1 and YAML 1.2.",
                        "Write it without '_' and leading zeros, or quote it if it is text.");
            }
            return token;
        }
    }

    /**
     * Quotes every text that a YAML reader could parse as another type. The writer consults it only for single-line texts; it writes
     * multi-line texts as blocks where possible.
     */
    private static final class StrictQuoting extends StringQuotingChecker {
        private static final long serialVersionUID = 1;

        private static final Pattern UNQUOTED = Pattern.compile("[\\p{L}][\\p{L}\\p{N} _./()-]*(?<! )");
        private static final Set<String> RESERVED = Set.of("true", "false", "yes", "no", "on", "off", "null", "y", "n");

        @Override
        public boolean needToQuoteName(String name) {
            return !isUnambiguous(name);
        }

        @Override
        public boolean needToQuoteValue(String value) {
            return !isUnambiguous(value);
        }

        private static boolean isUnambiguous(String text) {
            return text.length() <= 200
                    && UNQUOTED.matcher(text).matches()
                    && !RESERVED.contains(text.toLowerCase(Locale.ROOT));
        }
    }
}

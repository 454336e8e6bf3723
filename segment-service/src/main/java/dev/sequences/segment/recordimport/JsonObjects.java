package dev.sequences.segment.recordimport;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.sequences.chassis.json.Json;
import java.util.Map;
import java.util.Optional;

/** Parses a line of NDJSON. Decimals keep their digits; a duplicate name is an error. */
final class JsonObjects {

    private static final ObjectReader READER = Json.MAPPER
            .readerFor(new TypeReference<Map<String, Object>>() {})
            .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private JsonObjects() {}

    static Optional<Map<String, Object>> parse(String line) {
        try {
            Map<String, Object> object = READER.readValue(line);
            return Optional.ofNullable(object);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}

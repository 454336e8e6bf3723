package dev.sequences.chassis.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * JSON of stored and published data: camelCase, instants in ISO-8601 UTC, nulls omitted, unknown fields ignored, no polymorphic type
 * information except the contracts' {@code type} field.
 */
public final class Json {

    /** Shared and immutable; never reconfigure it. */
    public static final ObjectMapper MAPPER = mapper(new JsonFactoryBuilder()
            .streamReadConstraints(StrictJsonFactory.CONSTRAINTS)
            .build());

    /** JSON of the HTTP API: like {@link #MAPPER}, but writes nulls and rejects unknown fields of requests. */
    public static final ObjectMapper HTTP = MAPPER.copy()
            .setSerializationInclusion(JsonInclude.Include.ALWAYS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /** Reads messages of other producers: like {@link #MAPPER}, but refuses what could not be stored unchanged. */
    public static final ObjectMapper FOREIGN = mapper(new StrictJsonFactory(StrictJsonFactory.Texts.STORABLE));

    private static final int REPLACEMENT_CHARACTER = '\uFFFD';

    private Json() {}

    private static JsonMapper mapper(JsonFactory factory) {
        return JsonMapper.builder(factory)
                .addModule(new JavaTimeModule())
                .addModule(Instants.module())
                .addModule(variants())
                .addModule(Decimals.module())
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
                .serializationInclusion(JsonInclude.Include.NON_NULL)
                .build();
    }

    private static SimpleModule variants() {
        SimpleModule module = new SimpleModule("variants");
        module.setDeserializers(new VariantDeserializers());
        return module;
    }

    public static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static <T> T read(byte[] json, Class<T> shape) {
        try {
            return MAPPER.readValue(json, shape);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static <T> T read(String json, Class<T> shape) {
        try {
            return MAPPER.readValue(json, shape);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Replaces characters that PostgreSQL does not store, and other control characters, in a text for display. For texts that quote
     * external input, e.g. the messages of parsers.
     */
    public static String storable(String text) {
        StringBuilder storable = new StringBuilder(text.length());
        text.codePoints()
                .forEach(one -> storable.appendCodePoint(
                        Character.isISOControl(one) && one != '\n' && one != '\t'
                                        || Character.getType(one) == Character.SURROGATE
                                ? REPLACEMENT_CHARACTER
                                : one));
        return storable.toString();
    }
}

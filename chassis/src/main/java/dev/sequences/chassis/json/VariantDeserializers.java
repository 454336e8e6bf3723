package dev.sequences.chassis.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.module.SimpleDeserializers;
import dev.sequences.contracts.Variant;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Deserializes the sealed interfaces of the contracts. The field {@code type} selects the record. */
final class VariantDeserializers extends SimpleDeserializers {

    @Override
    public @Nullable JsonDeserializer<?> findBeanDeserializer(
            JavaType type, DeserializationConfig config, BeanDescription description) {
        Class<?> shape = type.getRawClass();
        return Variant.Records.exist(shape) ? new VariantDeserializer<>(shape) : null;
    }

    private static final class VariantDeserializer<T> extends JsonDeserializer<T> {

        private final Class<T> shape;

        VariantDeserializer(Class<T> shape) {
            this.shape = shape;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonNode tree = context.readTree(parser);
            String type = tree.path("type").asText();
            return context.readTreeAsValue(tree, Variant.Records.of(shape, type));
        }
    }
}

package dev.sequences.contracts.generation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sequences.contracts.Headers;
import dev.sequences.contracts.Variant;
import dev.sequences.contracts.catalogue.EventType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** JSON Schema of one event: shape from the record, words and lists of values from its Javadoc. */
public final class EventSchema {

    public static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    private static final String DURATION = "ISO-8601 duration";

    private final EventType type;
    private final Map<String, ObjectNode> nested = new TreeMap<>();

    private EventSchema(EventType type) {
        this.type = type;
    }

    public static ObjectNode of(EventType type) {
        return new EventSchema(type).document();
    }

    /** {@code sequences.enrollment.step-opened.v1} is titled {@code step-opened}. */
    public static String title(EventType type) {
        return type.name().split("\\.")[2];
    }

    private ObjectNode document() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("$schema", DIALECT);
        document.put("$id", Headers.schemaOf(type.name()));
        document.put("title", title(type));
        document.setAll(object(type.shape().asSubclass(Record.class)));
        document.put("x-topic", type.topic());
        if (!nested.isEmpty()) {
            document.putObject("$defs").setAll(nested);
        }
        return document;
    }

    private ObjectNode object(Class<? extends Record> shape) {
        RecordDocs docs = RecordDocs.of(shape);
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("description", docs.summary());
        schema.put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = schema.putArray("required");
        for (RecordComponent component : shape.getRecordComponents()) {
            RecordDocs.ComponentDocs says = docs.components().get(component.getName());
            if (says == null) {
                throw new IllegalStateException(shape.getSimpleName() + ": component " + component.getName()
                        + " has no @param; subscribers read it in the schema");
            }
            properties.set(
                    component.getName(),
                    property(component.getAnnotatedType(), says, optional(component.getAnnotatedType())));
            if (!optional(component.getAnnotatedType())) {
                required.add(component.getName());
            }
        }
        schema.put("additionalProperties", true);
        return schema;
    }

    /**
     * A sealed interface is one object with the fields of all its records; those that all records have and require are required. So a
     * record that is added later is an addition for subscribers, too.
     */
    private ObjectNode union(Class<?> shape) {
        List<RecordComponent> fields = new ArrayList<>();
        Set<String> required = null;
        for (Class<?> variant : shape.getPermittedSubclasses()) {
            merge(fields, variant.getRecordComponents());
            Set<String> mandatory = Arrays.stream(variant.getRecordComponents())
                    .filter(component -> !optional(component.getAnnotatedType()))
                    .map(RecordComponent::getName)
                    .collect(Collectors.toSet());
            if (required == null) {
                required = mandatory;
            } else {
                required.retainAll(mandatory);
            }
        }
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("description", RecordDocs.summaryOf(shape));
        schema.put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode names = schema.putArray("required");
        for (RecordComponent field : fields) {
            RecordDocs docs = RecordDocs.of(field.getDeclaringRecord().asSubclass(Record.class));
            boolean mandatory = Objects.requireNonNull(required).contains(field.getName());
            properties.set(
                    field.getName(),
                    property(
                            field.getAnnotatedType(),
                            Objects.requireNonNull(docs.components().get(field.getName())),
                            !mandatory));
            if (mandatory) {
                names.add(field.getName());
            }
        }
        schema.put("additionalProperties", true);
        return schema;
    }

    /** Adds what is new before the next field that is known, so that the order of each record is kept. */
    private static void merge(List<RecordComponent> fields, RecordComponent[] components) {
        int place = fields.size();
        for (int i = components.length - 1; i >= 0; i--) {
            String name = components[i].getName();
            int known = IntStream.range(0, fields.size())
                    .filter(at -> fields.get(at).getName().equals(name))
                    .findFirst()
                    .orElse(-1);
            if (known >= 0) {
                place = known;
            } else {
                fields.add(place, components[i]);
            }
        }
    }

    private ObjectNode property(AnnotatedType annotated, RecordDocs.ComponentDocs says, boolean optional) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("description", says.text());
        schema.setAll(value(annotated.getType()));
        if (optional) {
            orNull(schema);
        }
        if (annotated.getType() == String.class) {
            if (says.text().startsWith(DURATION)) {
                schema.put("format", "duration");
            }
            if (!says.values().isEmpty()) {
                ArrayNode values = schema.putArray(says.growing() ? "x-extensible-enum" : "enum");
                says.values().forEach(values::add);
                if (optional && !says.growing()) {
                    values.addNull();
                }
            }
        }
        if (says.personal()) {
            schema.put("x-personal-data", true);
        }
        return schema;
    }

    /** Makes a schema nullable: by an additional type, or by an alternative to a reference, which has no type. */
    private static void orNull(ObjectNode schema) {
        JsonNode reference = schema.remove("$ref");
        if (reference != null) {
            ArrayNode either = schema.putArray("anyOf");
            either.addObject().set("$ref", reference);
            either.addObject().put("type", "null");
        } else if (schema.get("type").isArray()) {
            ((ArrayNode) schema.get("type")).add("null");
        } else {
            String valueType = schema.get("type").textValue();
            schema.putArray("type").add(valueType).add("null");
        }
    }

    private ObjectNode value(Type of) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        switch (of) {
            case Class<?> c when c == String.class -> schema.put("type", "string");
            case Class<?> c
            when c == int.class || c == long.class || c == Integer.class -> schema.put("type", "integer");
            case Class<?> c when c == boolean.class || c == Boolean.class -> schema.put("type", "boolean");
            case Class<?> c
            when c == Object.class -> {
                ArrayNode types = schema.putArray("type");
                List.of("string", "number", "boolean", "array").forEach(types::add);
            }
            case Class<?> c
            when c == Instant.class -> schema.put("type", "string").put("format", "date-time");
            case Class<?> c
            when Variant.Records.exist(c) -> {
                if (!nested.containsKey(c.getSimpleName())) {
                    nested.put(c.getSimpleName(), union(c));
                }
                schema.put("$ref", "#/$defs/" + c.getSimpleName());
            }
            case Class<?> c
            when c.isRecord() -> {
                if (!nested.containsKey(c.getSimpleName())) {
                    // Taken before it is known, since a record may hold itself.
                    nested.put(c.getSimpleName(), JsonNodeFactory.instance.objectNode());
                    nested.put(c.getSimpleName(), object(c.asSubclass(Record.class)));
                }
                schema.put("$ref", "#/$defs/" + c.getSimpleName());
            }
            case ParameterizedType list
            when list.getRawType() == List.class ->
                schema.put("type", "array").set("items", value(list.getActualTypeArguments()[0]));
            case ParameterizedType map
            when map.getRawType() == Map.class -> schema.put("type", "object").put("additionalProperties", true);
            default -> throw new IllegalStateException("no JSON form for " + of + " in " + type.name());
        }
        return schema;
    }

    private static boolean optional(AnnotatedType annotated) {
        return annotated.isAnnotationPresent(Nullable.class);
    }
}

package dev.sequences.contracts.generation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.sequences.contracts.Headers;
import dev.sequences.contracts.catalogue.EventType;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * AsyncAPI document of one service. A topic is described once, by its owner; the documents of its readers refer to it.
 * Topics without an event in the catalogue are left out: a subscriber should find only what is really sent.
 */
public final class AsyncApiDocument {

    private static final String KAFKA_BINDING = "0.5.0";
    private static final String SCHEMA_FORMAT = "application/schema+json;version=draft-2020-12";
    private static final String HEADERS_TRAIT = "cloudEvents";
    private static final String FLOW = "flow";

    /** Facts on any other topic may come from the CRM as well. */
    private static final String OURS = "sequences.";

    /** All text is quoted: unquoted, many a YAML reader takes {@code 1.0} for a number and an instant for a date. */
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();

    private final Service service;
    private final ObjectNode document = JsonNodeFactory.instance.objectNode();
    private final ObjectNode channels;
    private final ObjectNode operations;

    private AsyncApiDocument(Service service) {
        this.service = service;
        document.put("asyncapi", "3.0.0");
        document.putObject("info")
                .put("title", "Sequences: " + service.id())
                .put("version", "1.0.0")
                .put("description", service.description() + " See docs/events/README.md for the guarantees.");
        document.put("defaultContentType", "application/json");
        document.putObject("servers")
                .putObject("local")
                .put("host", "localhost:19092")
                .put("protocol", "kafka")
                .put("description", "Local run; other environments use the address of their platform.");
        channels = document.putObject("channels");
        operations = document.putObject("operations");
    }

    public static String of(Service service) {
        AsyncApiDocument made = new AsyncApiDocument(service);
        for (DeclaredTopic topic : DeclaredTopic.all()) {
            if (!Service.eventsOn(topic.name()).isEmpty()) {
                made.add(topic);
            }
        }
        try {
            return "# Made from the event records by the tests of the contracts module; a change by hand fails them.\n"
                    + YAML.writeValueAsString(made.document);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(DeclaredTopic topic) {
        if (service.owns(topic.name())) {
            channels.set(channelId(topic), channel(topic));
            operations.set("send-" + channelId(topic), operation("send", topic));
            Service.eventsOn(topic.name()).forEach(this::addMessage);
        }
        for (String consumer : topic.consumers()) {
            if (consumer.startsWith(service.id() + ".")) {
                if (!service.owns(topic.name())) {
                    channels.putObject(channelId(topic))
                            .put(
                                    "$ref",
                                    "./" + Service.ownerOf(topic.name()).fileName() + "#/channels/" + channelId(topic));
                }
                ObjectNode operation = operation("receive", topic);
                kafka(operation)
                        .set(
                                "groupId",
                                text("Each consumer group receives every event.")
                                        .set("enum", list(consumer)));
                operations.set("receive-" + channelId(topic), operation);
            }
        }
    }

    private ObjectNode channel(DeclaredTopic topic) {
        ObjectNode channel = object();
        channel.put("address", topic.name());
        channel.put(
                "description",
                topic.cleanup().equals("compact")
                        ? "Current state per key. A message without a value means: delete this key."
                        : "Business events; retained from the first one.");
        ObjectNode messages = channel.putObject("messages");
        for (EventType type : Service.eventsOn(topic.name())) {
            messages.set(EventSchema.title(type), reference("#/components/messages/" + EventSchema.title(type)));
        }
        ObjectNode binding = kafka(channel);
        binding.put("topic", topic.name()).put("partitions", topic.partitions()).put("replicas", topic.replicas());
        ObjectNode configuration = binding.putObject("topicConfiguration");
        configuration.set("cleanup.policy", list(topic.cleanup()));
        configuration.put("retention.ms", topic.retentionMillis());
        return channel;
    }

    private static ObjectNode operation(String action, DeclaredTopic topic) {
        ObjectNode operation = object();
        operation.put("action", action);
        String channel = "#/channels/" + channelId(topic);
        operation.set("channel", reference(channel));
        ArrayNode messages = operation.putArray("messages");
        for (EventType type : Service.eventsOn(topic.name())) {
            messages.add(reference(channel + "/messages/" + EventSchema.title(type)));
        }
        return operation;
    }

    private void addMessage(EventType type) {
        ObjectNode components = document.withObjectProperty("components");
        if (components.isEmpty()) {
            components.putObject("messages");
            components.putObject("messageTraits").set(HEADERS_TRAIT, headersTrait());
            components
                    .putObject("correlationIds")
                    .putObject(FLOW)
                    .put("description", "Id of the flow that the event belongs to, across all services.")
                    .put("location", "$message.header#/" + Headers.CORRELATION_ID);
        }
        ObjectNode schema = EventSchema.of(type);
        ObjectNode message = object();
        message.put("name", type.name());
        message.put("title", EventSchema.title(type));
        message.put("summary", schema.get("description").textValue());
        ObjectNode headers = message.putObject("headers").put("type", "object").putObject("properties");
        headers.putObject(Headers.TYPE).put("const", type.name());
        headers.putObject(Headers.DATA_SCHEMA).put("const", Headers.schemaOf(type.name()));
        if (type.topic().startsWith(OURS)) {
            headers.putObject(Headers.SOURCE).put("const", "/sequences/" + service.id());
        }
        ObjectNode payload = message.putObject("payload").put("schemaFormat", SCHEMA_FORMAT);
        payload.set("schema", reference("../schemas/" + type.name() + ".schema.json"));
        message.set("correlationId", reference("#/components/correlationIds/" + FLOW));
        message.putArray("traits").add(reference("#/components/messageTraits/" + HEADERS_TRAIT));
        message.putArray("examples")
                .addObject()
                .put("name", "sample")
                .set("payload", Published.json(Published.newestSample(type.name())));
        components.withObjectProperty("messages").set(EventSchema.title(type), message);
    }

    private static ObjectNode headersTrait() {
        ObjectNode trait = object();
        ObjectNode headers = trait.putObject("headers").put("type", "object");
        ObjectNode properties = headers.putObject("properties");
        properties.set(Headers.CONTENT_TYPE, text("Always JSON.").put("const", "application/json"));
        properties.set(Headers.SPEC_VERSION, text("CloudEvents version.").put("const", "1.0"));
        properties.set(Headers.ID, text("Event id, the same on every publication. Use it for de-duplication."));
        properties.set(Headers.SOURCE, text("Service that owns the event."));
        properties.set(Headers.TYPE, text("Name and major version of the event."));
        properties.set(Headers.SUBJECT, text("Id of the aggregate; equals the record key."));
        properties.set(Headers.TIME, text("When it happened.").put("format", "date-time"));
        properties.set(Headers.RECORDED_TIME, text("When it was recorded.").put("format", "date-time"));
        properties.set(
                Headers.SEQUENCE,
                text("Position in the stream of the subject; grows, may have gaps.")
                        .put("pattern", "^[0-9]{20}$"));
        properties.set(Headers.PARTITION_KEY, text("Equals the record key."));
        properties.set(Headers.CORRELATION_ID, text("Id of the flow that the event belongs to."));
        properties.set(Headers.CAUSATION_ID, text("Id of the cause; missing at the start of a flow."));
        properties.set(Headers.DATA_SCHEMA, text("URI of the JSON Schema of the value."));
        properties.set(Headers.ACTOR, text("User id, or `system:` and the name of the policy."));
        properties.set(
                Headers.BASIS,
                text("Facts of other topics that the decision used: a JSON list of objects with topic, key and version."
                        + " Missing if there are none or they are unknown."));
        properties.set(
                Headers.DECIDED_WITHOUT,
                text("Facts that the cause was based on and the service did not know in time; in the form of"
                        + " ce_basis. Missing if there are none."));
        properties.set(Headers.TRACE_PARENT, text("W3C trace context of this hop; missing when not traced."));
        ArrayNode required = headers.putArray("required");
        List.of(
                        Headers.CONTENT_TYPE,
                        Headers.SPEC_VERSION,
                        Headers.ID,
                        Headers.SOURCE,
                        Headers.TYPE,
                        Headers.SUBJECT,
                        Headers.TIME,
                        Headers.RECORDED_TIME,
                        Headers.SEQUENCE,
                        Headers.PARTITION_KEY,
                        Headers.CORRELATION_ID,
                        Headers.DATA_SCHEMA,
                        Headers.ACTOR)
                .forEach(required::add);
        kafka(trait).set("key", text("Id of the aggregate. Events are ordered per key within a topic."));
        return trait;
    }

    private static ObjectNode kafka(ObjectNode owner) {
        return owner.putObject("bindings").putObject("kafka").put("bindingVersion", KAFKA_BINDING);
    }

    private static String channelId(DeclaredTopic topic) {
        return topic.name().replaceFirst("^sequences\\.", "").replace('.', '-');
    }

    private static ObjectNode text(String description) {
        return object().put("description", description).put("type", "string");
    }

    private static ObjectNode reference(String to) {
        return object().put("$ref", to);
    }

    private static ArrayNode list(String only) {
        return JsonNodeFactory.instance.arrayNode().add(only);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}

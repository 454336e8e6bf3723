package dev.sequences.designer.reference;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.json.Json;
import dev.sequences.designer.sequence.model.context.RecordDescription;
import dev.sequences.designer.sequence.model.context.RecordDescription.Field;
import dev.sequences.designer.sequence.model.context.RecordDescription.FieldType;
import dev.sequences.designer.settings.DesignerSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The record types described in {@code record-kinds.json} or in the organization's own file. */
@ApplicationScoped
public class RecordDescriptions {

    private static final String BUILT_IN = "/record-kinds.json";

    private final Map<String, RecordDescription> byType;

    RecordDescriptions(DesignerSettings settings) {
        this.byType = read(settings.recordKinds());
    }

    /** A record type without a description has no known fields. */
    public RecordDescription of(String recordType) {
        return byType.getOrDefault(recordType, new RecordDescription(recordType, Map.of(), Map.of(), false));
    }

    private static Map<String, RecordDescription> read(Optional<Path> own) {
        try (InputStream described = own.isPresent()
                ? Files.newInputStream(own.get())
                : RecordDescriptions.class.getResourceAsStream(BUILT_IN)) {
            Map<String, RecordDescription> kinds = new LinkedHashMap<>();
            Json.MAPPER.readTree(described).properties().forEach(kind -> {
                String type = kind.getKey();
                kinds.put(type, kind(type, kind.getValue(), own.isPresent()));
            });
            return kinds;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "sequences.designer.record-kinds " + own.map(Path::toString).orElse(BUILT_IN), e);
        }
    }

    /** The organization's description is complete unless it sets {@code "complete": false}; the built-in one is incomplete. */
    private static RecordDescription kind(String type, JsonNode described, boolean whole) {
        Map<String, Field> fields = new LinkedHashMap<>();
        described.path("fields").properties().forEach(field -> {
            JsonNode says = field.getValue();
            String name =
                    says.isTextual() ? says.textValue() : says.path("type").asText();
            FieldType fieldType = FieldType.ofWireName(name)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "record kind " + type + ": field " + field.getKey() + " has the unknown type " + name));
            fields.put(field.getKey(), new Field(fieldType, texts(says.path("values"))));
        });
        Map<String, List<String>> processes = new LinkedHashMap<>();
        described.path("processes").properties().forEach(one -> processes.put(one.getKey(), texts(one.getValue())));
        return new RecordDescription(
                type, fields, processes, described.path("complete").asBoolean(whole));
    }

    private static List<String> texts(JsonNode list) {
        return list.isMissingNode() ? List.of() : Json.MAPPER.convertValue(list, new TypeReference<>() {});
    }
}

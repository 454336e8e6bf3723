package dev.sequences.designer.template;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.json.Json;
import dev.sequences.designer.drawing.DraftReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The templates of {@code templates/}, in the order of its {@code index.json}. An invalid template prevents the start. */
@ApplicationScoped
public class Templates {

    private final Map<String, Template> byId;

    Templates() {
        Map<String, Template> read = new LinkedHashMap<>();
        json("index").forEach(id -> read.put(id.textValue(), template(id.textValue())));
        byId = Collections.unmodifiableMap(read);
    }

    public Collection<Template> all() {
        return byId.values();
    }

    public Optional<Template> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    private static Template template(String id) {
        JsonNode drawn = json(id);
        return new Template(
                drawn.required("id").textValue(),
                drawn.required("name").textValue(),
                drawn.required("description").textValue(),
                drawn.required("recordType").textValue(),
                drawn.required("days").intValue(),
                DraftReader.read(drawn.required("draft")));
    }

    private static JsonNode json(String name) {
        String path = "/templates/" + name + ".json";
        try (InputStream content = Templates.class.getResourceAsStream(path)) {
            if (content == null) {
                throw new IllegalStateException(path + " is listed in templates/index.json but does not exist");
            }
            return Json.HTTP.readTree(content);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " is not valid JSON", e);
        }
    }
}

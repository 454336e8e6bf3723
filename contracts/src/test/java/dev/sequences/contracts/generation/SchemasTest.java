package dev.sequences.contracts.generation;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import dev.sequences.contracts.catalogue.EventType;
import dev.sequences.contracts.catalogue.EventTypes;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(Renewal.class)
class SchemasTest {

    private static final List<EventType> EVENTS = EventTypes.ALL;

    @ParameterizedTest
    @FieldSource("EVENTS")
    void matchesTheRecord(EventType type) {
        Published.assertStored(schemaOf(type.name()), Published.pretty(EventSchema.of(type)));
    }

    @ParameterizedTest
    @FieldSource("EVENTS")
    void storesAValidSchema(EventType type) {
        var dialect = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(SchemaLocation.of(SchemaId.V202012));

        assertThat(dialect.validate(Published.json(schemaOf(type.name())))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("released")
    void acceptsReleasedEvents(String eventType) {
        Path released = releasedOf(eventType);
        assertThat(schemaOf(eventType))
                .as("%s was released: keep it until no subscriber reads it", eventType)
                .exists();

        assertThat(BreakingChanges.between(Published.json(released), Published.json(schemaOf(eventType))))
                .as(
                        "%s breaks its subscribers. Add optional fields only; another meaning is a new event of the"
                                + " next version next to this one",
                        eventType)
                .isEmpty();
    }

    @Test
    void marksPersonalData() {
        Set<String> personal = new TreeSet<>();
        for (EventType type : EVENTS) {
            for (var property :
                    Published.json(schemaOf(type.name())).get("properties").properties()) {
                if (property.getValue().path("x-personal-data").asBoolean()) {
                    personal.add(EventSchema.title(type) + "." + property.getKey());
                }
            }
        }

        assertThat(personal)
                .containsExactlyInAnyOrder(
                        "enrollment-ended.note",
                        "field-update-refused.reason",
                        "field-update-requested.value",
                        "note-added.text",
                        "record-changed.fields",
                        "record-changed.name",
                        "record-joined-segment.why",
                        "seller-changed.name",
                        "step-skipped.reason",
                        "work-item-completed.note",
                        "work-item-skipped.reason");
    }

    static Set<String> released() {
        Set<String> names = new TreeSet<>();
        Published.namesIn(Published.RELEASED).forEach(file -> names.add(file.replace(".schema.json", "")));
        return names;
    }

    static Path schemaOf(String eventType) {
        return Published.SCHEMAS.resolve(eventType + ".schema.json");
    }

    private static Path releasedOf(String eventType) {
        return Published.RELEASED.resolve(eventType + ".schema.json");
    }
}

package dev.sequences.chassis.eventlog;

import com.fasterxml.jackson.databind.ObjectReader;
import dev.sequences.chassis.json.Json;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.ChainingConverter;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.UnknownSerializedType;
import org.axonframework.serialization.json.JacksonSerializer;

/**
 * Serializes events as JSON under logical names. It never writes class names, and never loads a class for a name that the service does
 * not list.
 */
final class NamedEventSerializer extends JacksonSerializer {

    private static final String META_DATA = "meta-data";

    private final EventNames names;
    private final Map<String, ObjectReader> readers = new ConcurrentHashMap<>();

    NamedEventSerializer(EventNames names) {
        super(JacksonSerializer.builder()
                .objectMapper(Json.MAPPER.copy())
                .converter(new ChainingConverter(NamedEventSerializer.class.getClassLoader())));
        this.names = names;
    }

    /** Deserializes an event that is stored under a current name. */
    Object read(SerializedObject<byte[]> stored) {
        ObjectReader reader = readers.computeIfAbsent(
                stored.getType().getName(), name -> getObjectMapper().readerFor(names.typeOf(name)));
        try {
            return reader.readValue(stored.getData());
        } catch (IOException e) {
            throw new SerializationException("A " + stored.getType().getName() + " could not be read", e);
        }
    }

    @Override
    public SerializedType typeForClass(Class type) {
        if (MetaData.class.isAssignableFrom(type)) {
            return new SimpleSerializedType(META_DATA, null);
        }
        EventNames.StoredName name = names.nameOf(type);
        return new SimpleSerializedType(name.name(), name.revision());
    }

    @Override
    public Class classForType(SerializedType type) {
        if (SimpleSerializedType.emptyType().equals(type)) {
            return Void.class;
        }
        if (META_DATA.equals(type.getName()) || MetaData.class.getName().equals(type.getName())) {
            return MetaData.class;
        }
        Class<?> known = names.typeOf(type.getName());
        return known == null ? UnknownSerializedType.class : known;
    }
}

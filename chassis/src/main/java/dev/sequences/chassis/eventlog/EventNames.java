package dev.sequences.chassis.eventlog;

import java.util.LinkedHashMap;
import java.util.Map;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.jspecify.annotations.Nullable;

/**
 * Logical names and revisions of a service's stored events. Java class names are never stored, so that classes can be renamed and
 * moved; an event whose name is not listed here cannot be loaded.
 */
public final class EventNames {

    /** Name and revision under which a class is stored. */
    public record StoredName(String name, String revision) {}

    private final Map<Class<?>, StoredName> byType = new LinkedHashMap<>();
    private final Map<String, Class<?>> byName = new LinkedHashMap<>();
    private @Nullable EventUpcaster upcaster;
    private boolean hasSnapshots;

    /**
     * Adds an event class.
     *
     * @param name {@code <aggregate>.<event-in-kebab-case>}
     * @param revision the current revision, with which new events are stored
     */
    public EventNames add(String name, int revision, Class<?> type) {
        if (byName.put(name, type) != null
                || byType.put(type, new StoredName(name, Integer.toString(revision))) != null) {
            throw new IllegalArgumentException(name + " or " + type.getSimpleName() + " is listed twice");
        }
        return this;
    }

    /** Adds a state class for snapshots. Stored snapshots with another revision are ignored. */
    public EventNames snapshot(String name, int revision, Class<?> state) {
        hasSnapshots = true;
        return add(name, revision, state);
    }

    boolean hasSnapshots() {
        return hasSnapshots;
    }

    boolean isCurrent(String name, @Nullable String revision) {
        Class<?> type = byName.get(name);
        return type != null && nameOf(type).revision().equals(revision);
    }

    /**
     * Sets the chain that upcasts older revisions to the current ones. It works on JSON, not on the event classes, and must use the payload
     * only: loading an aggregate does not read the metadata.
     */
    public EventNames upcaster(EventUpcaster chain) {
        this.upcaster = chain;
        return this;
    }

    public StoredName nameOf(Class<?> type) {
        StoredName name = byType.get(type);
        if (name == null) {
            throw new IllegalArgumentException(
                    type.getName() + " has no stored name: add it to the service's EventNames");
        }
        return name;
    }

    public @Nullable Class<?> typeOf(String name) {
        return byName.get(name);
    }

    public @Nullable EventUpcaster upcaster() {
        return upcaster;
    }

    /** Returns all names with their classes. */
    public Map<String, Class<?>> all() {
        return Map.copyOf(byName);
    }
}

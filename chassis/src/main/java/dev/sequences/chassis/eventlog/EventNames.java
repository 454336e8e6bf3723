package dev.sequences.chassis.eventlog;

import java.util.LinkedHashMap;
import java.util.Map;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.jspecify.annotations.Nullable;

/**
 * Logical names and revisions of a service's stored events. What is stored never shows a Java class name, so types may
 * move and be renamed; a name that is not listed here cannot be loaded.
 */
public final class EventNames {

    /** Name and revision under which one type is stored. */
    public record StoredName(String name, String revision) {}

    private final Map<Class<?>, StoredName> byType = new LinkedHashMap<>();
    private final Map<String, Class<?>> byName = new LinkedHashMap<>();
    private @Nullable EventUpcaster history;
    private boolean keepsSnapshots;

    /** {@code name} is {@code <aggregate>.<event-in-kebab-case>}; {@code revision} is the one written today. */
    public EventNames add(String name, int revision, Class<?> type) {
        if (byName.put(name, type) != null
                || byType.put(type, new StoredName(name, Integer.toString(revision))) != null) {
            throw new IllegalArgumentException(name + " or " + type.getSimpleName() + " is listed twice");
        }
        return this;
    }

    /** A state kept as a snapshot; a revision that differs from the stored one makes old snapshots invisible. */
    public EventNames snapshot(String name, int revision, Class<?> state) {
        keepsSnapshots = true;
        return add(name, revision, state);
    }

    boolean keepsSnapshots() {
        return keepsSnapshots;
    }

    boolean isCurrent(String name, @Nullable String revision) {
        Class<?> type = byName.get(name);
        return type != null && nameOf(type).revision().equals(revision);
    }

    /**
     * The chain that lifts older revisions to today's; it works on JSON and never sees today's types. Of an event it may rely on the payload
     * alone: the envelope is not read when a stream is folded.
     */
    public EventNames history(EventUpcaster chain) {
        this.history = chain;
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

    public @Nullable EventUpcaster history() {
        return history;
    }

    /** All names with their types, in the order of registration. */
    public Map<String, Class<?>> all() {
        return Map.copyOf(byName);
    }
}

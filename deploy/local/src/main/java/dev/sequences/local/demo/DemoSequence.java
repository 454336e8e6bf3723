package dev.sequences.local.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sequence of the demo: an introduction, a wait of two days, a call, a meeting. */
final class DemoSequence {

    static final String NAME = "Welcome new leads";
    static final String INTRODUCTION = "introduction";
    static final String WAIT = "wait";
    static final String CALL = "first-call";
    static final String MEETING = "meeting";

    /** Keys of the sellers' steps, in order. */
    static final List<String> STEPS = List.of(INTRODUCTION, CALL, MEETING);

    static final Duration SNOOZE = Duration.ofDays(1);
    /** A little more than the wait, so that every running wait ends. */
    static final Duration NIGHT = Duration.ofDays(2).plusMinutes(10);

    private DemoSequence() {}

    static Map<String, Object> draft() {
        var nodes = List.of(
                step(INTRODUCTION, "email", "Introduction", WAIT),
                node(WAIT, "wait", Map.of("name", "Wait two days", "duration", "P2D"), CALL),
                step(CALL, "phone-call", "First call", MEETING),
                step(MEETING, "task", "Schedule a meeting", null));
        return Map.of(
                "graph",
                Map.of("start", INTRODUCTION, "nodes", nodes),
                "exitCriteria",
                new ArrayList<>(),
                "skipNonWorkingDays",
                false,
                "assignTo",
                "record-owner");
    }

    private static Map<String, @Nullable Object> step(String key, String type, String name, @Nullable String next) {
        return node(key, type, Map.of("name", name), next);
    }

    private static Map<String, @Nullable Object> node(
            String key, String type, Map<String, String> properties, @Nullable String next) {
        var node = new LinkedHashMap<String, @Nullable Object>();
        node.put("key", key);
        node.put("type", type);
        node.putAll(properties);
        node.put("next", next);
        return node;
    }
}

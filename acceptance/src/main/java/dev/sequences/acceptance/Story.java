package dev.sequences.acceptance;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sets up a complete flow for tests that need a working suite. */
public final class Story {

    private Story() {}

    /**
     * A live sequence with nodes of every kind but those for LinkedIn, fed by a segment of all leads from {@code city}, with the leads of
     * {@code csv}. Times are short: an hour for each wait and each limit.
     */
    public static String flowsThroughEverything(RunningSuite suite, String city, String csv) {
        String after = Sequences.activated(
                suite,
                Sequences.draft("welcome", List.of(Sequences.node("welcome", "task", null, "name", "Welcome them"))));
        String sequenceId = Sequences.activated(suite, everyNode(city, "welcome-mail", after, "PT1H"));
        Sequences.activateSegment(suite, Sequences.segment(suite, sequenceId, city));
        Sequences.imported(suite, csv, "idColumn=Prospect%20ID&nameColumn=Name&ownerColumn=Owner");
        return sequenceId;
    }

    /** A reply ends the enrollment; the awaited event advances the record to {@code after}. */
    public static Map<String, Object> everyNode(String city, String template, String after, String hour) {
        Map<String, Object> draft = new HashMap<>(Sequences.draft(
                "hello",
                List.of(
                        Sequences.node("hello", "automated-email", "opened", "name", "Hello", "templateId", template),
                        Sequences.fork(
                                "opened",
                                "email-condition",
                                "call",
                                "remind",
                                "interactions",
                                List.of("opened"),
                                "match",
                                "any",
                                "within",
                                hour,
                                "immediately",
                                true),
                        Sequences.node("remind", "email", null, "name", "Remind them"),
                        Sequences.node("call", "phone-call", "answered", "name", "Call them"),
                        Sequences.fork(
                                "answered", "phone-condition", "hot", "again", "results", List.of("made", "received")),
                        Sequences.node("again", "text-message", null, "name", "Write to them"),
                        Sequences.node("hot", "update-field", "text", "field", "rating", "value", "hot"),
                        Sequences.node(
                                "text",
                                "automated-text-message",
                                "pause",
                                "name",
                                "See you soon",
                                "templateId",
                                "see-you-soon"),
                        Sequences.node("pause", "wait", "test", "duration", hour),
                        Sequences.node(
                                "test",
                                "ab-test",
                                "meeting",
                                "name",
                                "Which one",
                                "a",
                                Map.of("name", "short", "templateId", template),
                                "b",
                                Map.of("name", "long", "templateId", "welcome-long"),
                                "endsAt",
                                Instant.now().plus(Duration.ofDays(60)).toString()),
                        Sequences.fork(
                                "meeting", "event-wait", "visit", "local", "event", "meeting-booked", "within", hour),
                        Sequences.node("visit", "task", "local", "name", "Visit them"),
                        Sequences.fork(
                                "local",
                                "field-condition",
                                "away",
                                null,
                                "when",
                                Map.of("field", "City", "op", "equals", "value", city)),
                        Map.of("key", "away", "type", "advance", "sequenceId", after))));
        draft.put("exitCriteria", List.of(Map.of("on", "reply")));
        return draft;
    }

    /** A live sequence with a wait of one hour, fed by a segment of all leads from {@code city}, with the leads of {@code csv}. */
    public static String flowsInto(RunningSuite suite, String city, String csv) {
        String sequenceId = Sequences.activated(
                suite,
                Sequences.draft(
                        "intro",
                        List.of(
                                Sequences.node("intro", "email", "pause", "name", "Introduction"),
                                Sequences.node("pause", "wait", "call", "duration", "PT1H"),
                                Sequences.node("call", "phone-call", "meet", "name", "First call"),
                                Sequences.node("meet", "task", null, "name", "Schedule a meeting"))));
        Sequences.activateSegment(suite, Sequences.segment(suite, sequenceId, city));
        Sequences.imported(suite, csv, "idColumn=Prospect%20ID&nameColumn=Name&ownerColumn=Owner");
        return sequenceId;
    }
}

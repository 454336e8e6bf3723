package dev.sequences.acceptance;

import java.util.List;

/** The whole way in one sentence, for tests that need a suite at work. */
public final class Story {

    private Story() {}

    /** A live sequence with a wait of one hour, fed by a segment of everybody from {@code city}, with the leads of {@code csv}. */
    public static String flowsInto(Suite.Running suite, String city, String csv) {
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

package dev.sequences.acceptance.faults;

import dev.sequences.contracts.Headers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks that no decision used knowledge that is older than its cause. Topics have no common order. */
final class BasisChecks {

    private static final List<String> VERSIONS = List.of("recordVersion", "definitionVersion", "sellerVersion");

    private BasisChecks() {}

    /**
     * An event names the facts that it is based on. If it was caused by a message, these are not older than those that the message
     * is based on; and no wait for them has ended by its bound, which is longer than any run.
     */
    static Verdict effectsKnowWhatTheirCausesKnew(Evidence evidence) {
        Verdict verdict = new Verdict("O1 no decision is based on knowledge that is older than its cause");
        Map<String, List<FactVersion>> known = new HashMap<>();
        for (TopicRecord record : evidence.topics()) {
            List<FactVersion> facts = FactVersion.inHeader(record, Headers.BASIS);
            if (!facts.isEmpty()) {
                known.putIfAbsent(record.id(), facts);
            }
        }
        for (TopicRecord record : evidence.topics()) {
            checkData(verdict, record);
            for (FactVersion missing : FactVersion.inHeader(record, Headers.DECIDED_WITHOUT)) {
                verdict.violated("decided without %s: %s", missing, record);
            }
            List<FactVersion> ofCause = known.getOrDefault(record.header(Headers.CAUSATION_ID), List.of());
            for (FactVersion used : known.getOrDefault(record.id(), List.of())) {
                verdict.compared(1);
                for (FactVersion before : ofCause) {
                    if (used.isSameFact(before) && used.compare(before).orElse(0) < 0) {
                        verdict.violated("used %s, but its cause %s: %s", used, before, record);
                    }
                }
            }
        }
        return verdict;
    }

    /** A version in the data of an event repeats one of its header. */
    private static void checkData(Verdict verdict, TopicRecord record) {
        List<FactVersion> facts = FactVersion.inHeader(record, Headers.BASIS);
        for (String field : VERSIONS) {
            String version = record.text(field);
            // A number alone is the version of the record in the service that sends the event.
            if ((version.contains("#") || version.contains("@"))
                    && facts.stream().noneMatch(fact -> fact.version().equals(version))) {
                verdict.violated("%s %s is not in the header %s: %s", field, version, facts, record);
            }
        }
    }
}

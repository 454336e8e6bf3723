package dev.sequences.acceptance.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A suite at rest and the verdicts of the checker.
 *
 * @param evidence the checked data
 * @param verdicts all properties
 */
public record AtRest(Evidence evidence, List<Verdict> verdicts) {

    /** Also sufficient for the backlog of an outage of minutes. */
    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    /** For work that is neither a message nor a timer nor a job: publishing, and retries after a failure. */
    private static final Duration GRACE = Duration.ofSeconds(60);

    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private static final Duration REPORT_EVERY = Duration.ofSeconds(20);

    public boolean holds() {
        return verdicts.stream().allMatch(Verdict::holds);
    }

    /** As {@link #await(EvidenceReader, List, Consumer)}, without reports. */
    public static AtRest await(EvidenceReader reader, List<Command> history) throws Exception {
        return await(reader, history, report -> {});
    }

    /**
     * Waits until the suite has nothing to do, then checks it. A suite that does not come to rest is a violation, too.
     *
     * @param progress receives a line about what the suite still does, every 20 s, and one about its rest
     */
    public static AtRest await(EvidenceReader reader, List<Command> history, Consumer<String> progress)
            throws Exception {
        long began = System.nanoTime();
        long deadline = began + TIMEOUT.toNanos();
        long report = began + REPORT_EVERY.toNanos();
        long atRestSince = 0;
        Pulse last = reader.pulse();
        while (true) {
            Thread.sleep(INTERVAL);
            Pulse now = reader.pulse();
            if (System.nanoTime() > report) {
                report += REPORT_EVERY.toNanos();
                progress.accept("no rest yet: " + now.sinceThen(last));
            }
            if (!now.isRestSince(last)) {
                atRestSince = 0;
                if (System.nanoTime() > deadline) {
                    return restless(reader, history, now);
                }
            } else {
                if (atRestSince == 0) {
                    atRestSince = System.nanoTime();
                    progress.accept("at rest after %d s, checks"
                            .formatted(Duration.ofNanos(atRestSince - began).toSeconds()));
                }
                Evidence evidence = reader.read();
                AtRest atRest = new AtRest(evidence, new Checker(evidence, history).verdicts());
                if (atRest.holds() || System.nanoTime() - atRestSince > GRACE.toNanos()) {
                    return atRest;
                }
            }
            last = now;
        }
    }

    private static AtRest restless(EvidenceReader reader, List<Command> history, Pulse pulse) throws Exception {
        Evidence evidence = reader.read();
        Verdict rest = new Verdict("O5 the suite comes to rest");
        rest.violated("after %d s it still has: %s", TIMEOUT.toSeconds(), pulse);
        List<Verdict> verdicts = new ArrayList<>(List.of(rest));
        verdicts.addAll(new Checker(evidence, history).verdicts());
        return new AtRest(evidence, verdicts);
    }
}

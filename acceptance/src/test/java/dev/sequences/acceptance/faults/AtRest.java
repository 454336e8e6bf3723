package dev.sequences.acceptance.faults;

import java.time.Duration;
import java.util.List;

/**
 * A suite at rest and the verdicts of the checker.
 *
 * @param evidence the checked data
 * @param verdicts all properties
 */
record AtRest(Evidence evidence, List<Verdict> verdicts) {

    private static final Duration TIMEOUT = Duration.ofSeconds(240);

    /** Waits until the suite is at rest; violations may still resolve within the timeout. */
    static AtRest await(EvidenceReader reader, List<Command> history) throws Exception {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        String pulse = "";
        while (true) {
            String now = reader.pulse();
            if (now.equals(pulse)) {
                Evidence evidence = reader.read();
                List<Verdict> verdicts = new Checker(evidence, history).verdicts();
                if (verdicts.stream().allMatch(Verdict::holds) || System.nanoTime() > deadline) {
                    verdicts.forEach(System.out::println);
                    return new AtRest(evidence, verdicts);
                }
            } else if (System.nanoTime() > deadline) {
                throw new AssertionError("the suite does not become idle: " + pulse + " then " + now);
            }
            pulse = now;
            Thread.sleep(2_000);
        }
    }
}

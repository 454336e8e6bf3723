package dev.sequences.acceptance.faults;

import java.time.Duration;
import java.util.List;

/**
 * A suite that has come to rest, and what the checker says of it.
 *
 * @param evidence what was looked at
 * @param verdicts all properties
 */
record AtRest(Evidence evidence, List<Verdict> verdicts) {

    private static final Duration LONGEST = Duration.ofSeconds(240);

    /** Waits until nothing moves any more; what does not hold then may still come right, for a while. */
    static AtRest await(EvidenceReader reader, List<Command> history) throws Exception {
        long deadline = System.nanoTime() + LONGEST.toNanos();
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
                throw new AssertionError("the suite does not come to rest: " + pulse + " then " + now);
            }
            pulse = now;
            Thread.sleep(2_000);
        }
    }
}

package dev.sequences.acceptance.faults.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.acceptance.RunningSuite;
import dev.sequences.acceptance.Suite;
import dev.sequences.acceptance.faults.AtRest;
import dev.sequences.acceptance.faults.EvidenceReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Two of the schedules of {@link Faults}, against the suite of the stories: a fixed one, and a random one with longer
 * outages. {@code -Dsequences.faults.seed=...} repeats a random one. Files are stored in {@code target/faults/}.
 */
@Order(100)
@ExtendWith(Suite.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FaultsIT {

    private static final long FIXED = 41;
    private static final Duration LENGTH = Duration.ofSeconds(45);
    private static final Duration OUTAGE = Duration.ofSeconds(15);

    private final RunningSuite suite;

    FaultsIT(RunningSuite suite) {
        this.suite = suite;
    }

    @Test
    @Order(1)
    void findsNoViolationAfterTheStories() throws Exception {
        EvidenceReader reader = new EvidenceReader(suite.postgres(), suite.at().kafkaBootstrap());
        assertThat(AtRest.await(reader, List.of(), progress()).verdicts()).allMatch(verdict -> verdict.holds());
    }

    @Test
    @Order(2)
    void losesAndRepeatsNothingInAFixedSchedule() throws Exception {
        play(Schedule.of(FIXED, LENGTH, Duration.ZERO));
    }

    @Test
    @Order(3)
    void losesAndRepeatsNothingInARandomScheduleWithOutages() throws Exception {
        long seed = Long.getLong(
                "sequences.faults.seed", ThreadLocalRandom.current().nextLong(1_000_000_000));
        System.out.printf(
                "faults: to repeat it alone: ./sequences faults --seeds %d --seconds %d --outage %d%n",
                seed, LENGTH.toSeconds(), OUTAGE.toSeconds());
        play(Schedule.of(seed, LENGTH, OUTAGE));
    }

    private void play(Schedule schedule) throws Exception {
        Assumptions.assumeTrue(
                System.getProperty("sequences.acceptance.attach") == null
                        || Boolean.getBoolean("sequences.faults.attached"),
                "an attached suite is killed only with -Dsequences.faults.attached=true");
        System.out.println("faults: " + schedule);
        long began = System.nanoTime();
        FaultRun.Result result = new FaultRun(suite, schedule, Path.of("target", "faults"), progress()).play();
        System.out.println("faults: "
                + Faults.line(
                        result, Duration.ofNanos(System.nanoTime() - began).toSeconds()));
        assertThat(result.violated()).isEmpty();
        assertThat(result.acknowledged()).as("acknowledged commands").isGreaterThan(20);
    }

    /** Prints each phase with its time. */
    private static Consumer<String> progress() {
        long began = System.nanoTime();
        return phase -> System.out.printf(
                "faults: %3d s: %s%n",
                Duration.ofNanos(System.nanoTime() - began).toSeconds(), phase);
    }
}

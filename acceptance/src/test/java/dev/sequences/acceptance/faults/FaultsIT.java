package dev.sequences.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.acceptance.Reply;
import dev.sequences.acceptance.Story;
import dev.sequences.acceptance.Suite;
import dev.sequences.acceptance.faults.Schedule.Kill;
import dev.sequences.local.Component;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Kills services, broker and database with -9 at seeded times under load; afterwards every acknowledged effect
 * must exist exactly once.
 *
 * <p>{@code -Dsequences.faults.seed=...} repeats a schedule, {@code -Dsequences.faults.seconds=...} lengthens it. What the
 * clients requested and received is stored in {@code target/faults/}, for {@link CheckerMain}.
 */
@Order(100)
@ExtendWith(Suite.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FaultsIT {

    private static final int LEADS = 60;
    private static final Duration MAX_HEALING = Duration.ofSeconds(240);

    private final Suite.Running suite;
    private final EvidenceReader reader;

    FaultsIT(Suite.Running suite) {
        this.suite = suite;
        this.reader = new EvidenceReader(suite.postgres(), suite.at().kafkaBootstrap());
    }

    @Test
    @Order(1)
    void whatWasToldBeforeHolds() throws Exception {
        assertHolds(AtRest.await(reader, List.of()));
    }

    @Test
    @Order(2)
    void nothingIsLostAndNothingIsTwiceWhateverIsKilled() throws Exception {
        Assumptions.assumeTrue(
                System.getProperty("sequences.acceptance.attach") == null
                        || Boolean.getBoolean("sequences.faults.attached"),
                "an attached suite is killed only with -Dsequences.faults.attached=true");
        long seed = Long.getLong(
                "sequences.faults.seed", ThreadLocalRandom.current().nextLong(1_000_000_000));
        Duration length = Duration.ofSeconds(Integer.getInteger("sequences.faults.seconds", 60));
        Schedule schedule = Schedule.of(seed, length);
        System.out.println("faults: " + schedule + "\nfaults: again with -Dsequences.faults.seed=" + seed);
        Path file = Path.of("target", "faults", "history-" + seed + ".jsonl");
        try (History history = History.writing(file)) {
            Load load = new Load(suite, history, seed, length);
            prepare(load.run());
            load.start(reader.suiteTime());
            play(schedule);
            load.await();
            System.out.println("faults: " + load.acknowledged() + " commands acknowledged");
            assertThat(load.acknowledged()).as("acknowledged commands").isGreaterThan(20);
        }
        heal();
        List<Command> history = History.read(file);
        System.out.println("faults: " + history.size() + " commands in " + file);
        AtRest atRest = AtRest.await(reader, history);
        keep(atRest, seed);
        assertHolds(atRest);
    }

    private void prepare(LoadRun run) {
        Story.flowsInto(suite, run.city(), leads(run, run.city(), 0));
        run.walked(Story.flowsThroughEverything(suite, run.richCity(), leads(run, run.richCity(), LEADS)));
        // So that there is work from the start.
        Suite.Running.eventually(
                "every seller has work", () -> run.sellers().stream().allMatch(this::hasWork));
    }

    private static String leads(LoadRun run, String city, int from) {
        StringBuilder csv = new StringBuilder("Prospect ID,Name,City,Owner\n");
        for (int i = from; i < from + LEADS; i++) {
            csv.append("%s-%d,Lead %d,%s,%s%n".formatted(city, i, i, city, run.seller(i)));
        }
        return csv.toString();
    }

    private boolean hasWork(String seller) {
        Reply list = suite.worklist(suite.seller(seller)).get("/work-items?due=all&limit=1");
        return list.ok() && !list.json().path("items").isEmpty();
    }

    /** Kills and restarts components under load. */
    private void play(Schedule schedule) throws InterruptedException {
        long start = System.nanoTime();
        Map<Long, Component> away = new TreeMap<>();
        for (Kill kill : schedule.kills()) {
            long at = start + kill.at().toNanos();
            bringBack(away, at);
            sleepUntil(at);
            if (suite.local().isAlive(kill.target())) {
                suite.local().kill9(kill.target());
            }
            away.put(System.nanoTime() + kill.absence().toNanos(), kill.target());
        }
        bringBack(away, start + schedule.length().toNanos());
        sleepUntil(start + schedule.length().toNanos());
    }

    private void bringBack(Map<Long, Component> away, long until) throws InterruptedException {
        for (var back : List.copyOf(away.entrySet())) {
            if (back.getKey() <= until) {
                sleepUntil(back.getKey());
                startPatiently(back.getValue());
                away.remove(back.getKey());
            }
        }
    }

    /** A service that starts without its database may give up; restart it, as an operator would. */
    private void startPatiently(Component component) throws InterruptedException {
        try {
            suite.local().startOne(component);
        } catch (RuntimeException notNow) {
            System.out.println("faults: " + component.id() + " did not start: " + notNow.getMessage());
        }
    }

    private void heal() throws InterruptedException {
        long deadline = System.nanoTime() + MAX_HEALING.toNanos();
        for (Component component : suite.local().components()) {
            while (!suite.local().isReady(component)) {
                if (!suite.local().isAlive(component)) {
                    startPatiently(component);
                }
                assertThat(System.nanoTime())
                        .as("%s is ready in time", component.id())
                        .isLessThan(deadline);
                Thread.sleep(300);
            }
        }
    }

    /** Checks again until there is no violation or the timeout: pending work is not a violation. */
    private static void assertHolds(AtRest atRest) {
        assertThat(atRest.verdicts()).allMatch(Verdict::holds);
    }

    /** Stores evidence only for violations. */
    private static void keep(AtRest atRest, long seed) throws IOException {
        if (!atRest.verdicts().stream().allMatch(Verdict::holds)) {
            Path file = Path.of("target", "faults", "evidence-" + seed + ".jsonl");
            try (Writer writer = Files.newBufferedWriter(file)) {
                EvidenceFile.write(atRest.evidence(), writer);
            }
            System.out.println("faults: check again with CheckerMain --evidence " + file);
        }
    }

    private static void sleepUntil(long nanoTime) throws InterruptedException {
        long left = nanoTime - System.nanoTime();
        if (left > 0) {
            Thread.sleep(Duration.ofNanos(left));
        }
    }
}

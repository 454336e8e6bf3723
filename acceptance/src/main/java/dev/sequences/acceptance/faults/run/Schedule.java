package dev.sequences.acceptance.faults.run;

import dev.sequences.acceptance.faults.IntakeConsumer;
import dev.sequences.local.Component;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * The faults of one run; the same for the same seed, length and outage. The short kills do not depend on the outage.
 *
 * @param length duration of the load
 * @param outage maximum duration of the longer outages; zero for none
 * @param faults in the order of their time
 */
record Schedule(long seed, Duration length, Duration outage, List<Fault> faults) {

    /** Components under load are killed more often. */
    private static final List<Component> TARGETS = List.of(
            Component.ENROLLMENT,
            Component.ENROLLMENT,
            Component.WORKLIST,
            Component.WORKLIST,
            Component.SEGMENT,
            Component.INSIGHTS,
            Component.DESIGNER,
            Component.KAFKA,
            Component.POSTGRES);

    private static final int MIN_PAUSE = 3_000;
    private static final int MAX_PAUSE = 9_000;
    private static final int MAX_ABSENCE = 3_000;

    static Schedule of(long seed, Duration length, Duration outage) {
        List<Fault> faults = new ArrayList<>(kills(new Random(seed), length));
        if (outage.isPositive()) {
            faults.addAll(outages(new Random(~seed), length, outage));
        }
        faults.sort(Comparator.comparing(Fault::at));
        return new Schedule(seed, length, outage, List.copyOf(faults));
    }

    /** Stops each consumer once, one after the other, in an order that depends on the seed: one topic is always behind the others. */
    static Schedule ofConsumersInTurn(long seed, Duration outage) {
        Random random = new Random(seed);
        List<IntakeConsumer> consumers = new ArrayList<>(IntakeConsumer.ALL);
        Collections.shuffle(consumers, random);
        List<Fault> stops = new ArrayList<>();
        Duration at = Duration.ofMillis(MIN_PAUSE);
        for (IntakeConsumer consumer : consumers) {
            stops.add(new Fault.Stop(at, consumer, outage));
            at = at.plus(outage).plusMillis(MIN_PAUSE + random.nextInt(MIN_PAUSE));
        }
        return new Schedule(seed, at, outage, List.copyOf(stops));
    }

    private static List<Fault> kills(Random random, Duration length) {
        List<Fault> kills = new ArrayList<>();
        long at = random.nextInt(MIN_PAUSE);
        while (at < length.toMillis()) {
            kills.add(new Fault.Kill(
                    Duration.ofMillis(at),
                    TARGETS.get(random.nextInt(TARGETS.size())),
                    Duration.ofMillis(random.nextInt(MAX_ABSENCE))));
            at += MIN_PAUSE + random.nextInt(MAX_PAUSE - MIN_PAUSE);
        }
        return kills;
    }

    /** One after the other, so that there is load between them; none is shorter than a third of the maximum. */
    private static List<Fault> outages(Random random, Duration length, Duration max) {
        List<Fault> outages = new ArrayList<>();
        int third = Math.toIntExact(max.toMillis() / 3);
        long at = MIN_PAUSE + random.nextInt(MIN_PAUSE);
        while (at < length.toMillis()) {
            int duration = third + random.nextInt(2 * third + 1);
            outages.add(outage(random, Duration.ofMillis(at), Duration.ofMillis(duration)));
            at += duration + MIN_PAUSE + random.nextInt(MIN_PAUSE);
        }
        return outages;
    }

    /** Mostly consumers: what one topic says then arrives long before what another one says. */
    private static Fault outage(Random random, Duration at, Duration duration) {
        int dice = random.nextInt(100);
        if (dice < 50) {
            List<IntakeConsumer> consumers = IntakeConsumer.ALL;
            return new Fault.Stop(at, consumers.get(random.nextInt(consumers.size())), duration);
        }
        List<Component> services = Component.services();
        Component service = services.get(random.nextInt(services.size()));
        if (dice < 65) {
            return new Fault.Freeze(at, service, duration);
        }
        if (dice < 80) {
            return new Fault.Kill(at, service, duration);
        }
        return new Fault.Kill(at, dice < 90 ? Component.KAFKA : Component.POSTGRES, duration);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("seed %d, %d s".formatted(seed, length.toSeconds()));
        if (outage.isPositive()) {
            text.append(", outages up to %d s".formatted(outage.toSeconds()));
        }
        faults.forEach(fault -> text.append("\n  ").append(fault));
        return text.toString();
    }
}

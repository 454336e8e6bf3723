package dev.sequences.acceptance.faults.load;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Shared state of one run of the load: its names, its end and the suite's time. */
public final class LoadRun {

    static final int SELLERS = 4;

    /** Step by which the suite's clock advances. */
    static final Duration STRIDE = Duration.ofMinutes(21);

    private final String name;
    private final Duration length;
    private final AtomicLong ahead = new AtomicLong();
    private volatile Instant end = Instant.MAX;
    private volatile String walked = "";

    LoadRun(long seed, Duration length) {
        this.name = "f" + Long.toString(seed, 36) + "-" + Long.toString(System.nanoTime(), 36);
        this.length = length;
    }

    /** A name unique to this run. */
    String name() {
        return name;
    }

    public String city() {
        return "City-" + name;
    }

    /** Owner of the leads that pass every kind of node. */
    public String richCity() {
        return "Rich-" + name;
    }

    /** The sequence in which they are enrolled. */
    String walked() {
        return walked;
    }

    public void walked(String sequenceId) {
        walked = sequenceId;
    }

    public String seller(int number) {
        return "seller-%s-%d".formatted(name, Math.floorMod(number, SELLERS));
    }

    public List<String> sellers() {
        return IntStream.range(0, SELLERS).mapToObj(this::seller).toList();
    }

    void begin(Instant suiteTime) {
        end = Instant.now().plus(length);
        ahead.set(Duration.between(Instant.now(), suiteTime).toMillis());
    }

    boolean goesOn() {
        return Instant.now().isBefore(end);
    }

    Instant suiteTime() {
        return Instant.now().plusMillis(ahead.get());
    }

    void suiteWentAhead(Duration stride) {
        ahead.addAndGet(stride.toMillis());
    }

    static void rest(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.sequences.chassis.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final Duration MAX_INTERVAL = Duration.ofMillis(40);

    private final Pace pace = new Pace(MAX_INTERVAL);
    private long now = System.nanoTime() + Duration.ofSeconds(1).toNanos();

    @Test
    void doublesTheIntervalUpToTheMaximumUnderLoad() {
        assertThat(pace.intervalAfter(now)).isEqualTo(Pace.MIN_INTERVAL);
        pace.readySince(now);
        assertThat(pace.intervalAfter(now)).isEqualTo(Pace.MIN_INTERVAL.multipliedBy(2));
        pace.readySince(now);
        assertThat(pace.intervalAfter(now)).isEqualTo(MAX_INTERVAL);
        pace.readySince(now);
        assertThat(pace.intervalAfter(now)).isEqualTo(MAX_INTERVAL);
    }

    @Test
    void returnsToTheMinimumAfterAnIdleTime() {
        pace.intervalAfter(now);
        pace.readySince(now);
        pace.intervalAfter(now);
        pace.readySince(now);
        now += Pace.IDLE_TIME.toNanos() + 1;

        assertThat(pace.intervalAfter(now)).isEqualTo(Pace.MIN_INTERVAL);
    }

    @Test
    void waitsFromTheStartOfABatch() throws InterruptedException {
        long begin = System.nanoTime();
        pace.await(begin);

        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(Pace.MIN_INTERVAL.toNanos());
    }
}

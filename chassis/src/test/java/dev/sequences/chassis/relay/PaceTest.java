package dev.sequences.chassis.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final Duration LONGEST = Duration.ofMillis(40);

    private final Pace pace = new Pace(LONGEST);
    private long now = System.nanoTime() + Duration.ofSeconds(1).toNanos();

    @Test
    void gathersLongerTheLongerItGoesOn() {
        assertThat(pace.after(now)).isEqualTo(Pace.SHORTEST);
        pace.restedUntil(now);
        assertThat(pace.after(now)).isEqualTo(Pace.SHORTEST.multipliedBy(2));
        pace.restedUntil(now);
        assertThat(pace.after(now)).isEqualTo(LONGEST);
        pace.restedUntil(now);
        assertThat(pace.after(now)).isEqualTo(LONGEST);
    }

    @Test
    void beginsAnewAfterAQuietTime() {
        pace.after(now);
        pace.restedUntil(now);
        pace.after(now);
        pace.restedUntil(now);
        now += Pace.QUIET.toNanos() + 1;

        assertThat(pace.after(now)).isEqualTo(Pace.SHORTEST);
    }

    @Test
    void restsFromTheBeginOfABatch() throws InterruptedException {
        long begin = System.nanoTime();
        pace.rest(begin);

        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(Pace.SHORTEST.toNanos());
    }
}

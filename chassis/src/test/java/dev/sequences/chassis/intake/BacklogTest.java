package dev.sequences.chassis.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BacklogTest {

    private final Backlog backlog = new Backlog(0);

    @Test
    void isEmptyWhileEverythingIsProcessed() {
        backlog.stored(1, 5);
        backlog.end(2, 5);

        assertThat(backlog.size()).isZero();
        assertThat(backlog.ageNanos(100)).isZero();
        assertThat(backlog.idleNanos(100)).isZero();
    }

    @Test
    void agesWithTheOldestUnprocessedMessage() {
        backlog.stored(1, 5);
        backlog.end(1, 5);
        backlog.end(10, 6);
        backlog.end(20, 8);

        assertThat(backlog.size()).isEqualTo(3);
        assertThat(backlog.ageNanos(100)).isEqualTo(90);

        backlog.stored(30, 6);
        assertThat(backlog.ageNanos(100)).isEqualTo(80);
    }

    @Test
    void keepsAgingWithoutNewSamples() {
        backlog.end(10, 1);

        assertThat(backlog.ageNanos(1_000)).isEqualTo(990);
        assertThat(backlog.ageNanos(2_000)).isEqualTo(1_990);
    }

    @Test
    void measuresIdleTimeFromTheLastProgressOrTheFirstMessage() {
        backlog.end(10, 4);
        assertThat(backlog.idleNanos(15)).isEqualTo(15);

        backlog.stored(20, 2);
        assertThat(backlog.idleNanos(50)).isEqualTo(30);

        backlog.stored(60, 4);
        backlog.end(100, 4);
        backlog.end(110, 5);
        assertThat(backlog.idleNanos(115)).isEqualTo(15);
    }

    @Test
    void keepsTheAgeOfTheOldestMessageInALongOutage() {
        for (int i = 1; i <= 5_000; i++) {
            backlog.end(i, i);
        }

        assertThat(backlog.ageNanos(6_000)).isEqualTo(5_999);
        backlog.stored(6_000, 4_000);
        assertThat(backlog.size()).isEqualTo(1_000);
        assertThat(backlog.ageNanos(6_000)).isZero();
    }
}

package dev.sequences.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    @Test
    void returnsAPercentileThatOccurred() {
        var latencies = milliseconds(LongStream.rangeClosed(1, 200));

        assertThat(latencies.percentileMillis(50)).isEqualTo(100);
        assertThat(latencies.percentileMillis(99)).isEqualTo(198);
        assertThat(latencies.percentileMillis(100)).isEqualTo(200);
        assertThat(latencies.percentileMillis(0)).isEqualTo(1);
    }

    @Test
    void ignoresTheOrderOfDurations() {
        assertThat(milliseconds(LongStream.of(9, 1, 5)).percentileMillis(50)).isEqualTo(5);
    }

    @Test
    void returnsASingleDurationAsEveryPercentile() {
        assertThat(milliseconds(LongStream.of(7)).percentileMillis(99)).isEqualTo(7);
    }

    @Test
    void returnsNoPercentileWithoutDurations() {
        assertThat(new Latencies().percentileMillis(50)).isNaN();
    }

    @Test
    void mergesTheDurationsOfSeveralClients() {
        var merged = Latencies.merged(List.of(
                milliseconds(LongStream.rangeClosed(1, 3_000)), milliseconds(LongStream.rangeClosed(3_001, 4_000))));

        assertThat(merged.size()).isEqualTo(4_000);
        assertThat(merged.percentileMillis(99)).isEqualTo(3_960);
    }

    private static Latencies milliseconds(LongStream values) {
        var latencies = new Latencies();
        values.forEach(value -> latencies.add(value * 1_000_000));
        return latencies;
    }
}

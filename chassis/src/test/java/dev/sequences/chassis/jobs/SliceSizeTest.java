package dev.sequences.chassis.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SliceSizeTest {

    private final SliceSize size = new SliceSize();

    @Test
    void isDividedUntilOneItemIsAloneAndThenNoMore() {
        List<Integer> tried = new ArrayList<>(List.of(size.of(500)));
        while (size.shrink()) {
            tried.add(size.of(500));
        }
        assertThat(tried).containsExactly(500, 62, 7, 1);
        assertThat(size.isOne()).isTrue();
    }

    @Test
    void growsToTheUsualSizeAgainAndNotBeyond() {
        size.of(500);
        size.shrink();
        List<Integer> taken = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            taken.add(size.of(500));
            size.grow();
        }
        assertThat(taken).containsExactly(62, 125, 250, 500, 500);
    }

    @Test
    void isOfNoUseToAHandlerThatDoesNotAsk() {
        assertThat(size.shrink()).isFalse();
        assertThat(size.isOne()).isFalse();
    }
}

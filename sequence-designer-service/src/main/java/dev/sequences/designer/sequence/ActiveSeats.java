package dev.sequences.designer.sequence;

import dev.sequences.chassis.unit.Claims;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.designer.quota.Quotas;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Enforces the limit of active sequences: each occupies a numbered seat. A seat is a claim, so the limit also applies to commands
 * in one unit of work and across replicas, which a count could not guarantee.
 */
@ApplicationScoped
class ActiveSeats {

    private static final String KIND = "active-sequence";
    private static final int MAX_SEATS = 1_000;

    private final int max;

    ActiveSeats(Quotas quotas) {
        int max = quotas.activeSequences();
        if (max < 1 || max > MAX_SEATS) {
            throw new IllegalArgumentException(
                    "sequences.designer.max-active-sequences is " + max + ". Set a value from 1 to " + MAX_SEATS + ".");
        }
        this.max = max;
    }

    /**
     * Claims a free seat; false if there is none. Occupied seats above a lowered limit still count. Concurrent commands claim the
     * same lowest free seat, so only one succeeds.
     */
    boolean claim(Unit unit, String sequenceId) {
        Claims claims = unit.claims();
        List<String> all = seats(MAX_SEATS);
        claims.preload(KIND, all);
        long used =
                all.stream().filter(seat -> claims.holder(KIND, seat) != null).count();
        return used < max && seats(max).stream().anyMatch(seat -> claims.claim(KIND, seat, sequenceId) == null);
    }

    /** Releases the seat, including one above a lowered limit. */
    void release(Unit unit, String sequenceId) {
        Claims claims = unit.claims();
        List<String> seats = seats(MAX_SEATS);
        claims.preload(KIND, seats);
        seats.forEach(seat -> claims.release(KIND, seat, sequenceId));
    }

    private static List<String> seats(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(Integer::toString).toList();
    }
}

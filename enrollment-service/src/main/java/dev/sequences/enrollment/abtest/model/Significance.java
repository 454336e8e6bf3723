package dev.sequences.enrollment.abtest.model;

import java.util.Optional;

/**
 * Two-proportion z-test with a pooled share, two-sided at 95 %. Below a minimum number of messages per version nothing is
 * significant: the normal approximation does not hold for small samples, and early luck would end every test.
 */
public final class Significance {

    /** Two-sided 95 % point of the standard normal distribution. */
    static final double CRITICAL = 1.959964;

    private Significance() {}

    /** Returns the better version when the difference is significant, otherwise empty. */
    public static Optional<String> winner(Tally a, Tally b, long minSample) {
        if (a.sent() < minSample || b.sent() < minSample) {
            return Optional.empty();
        }
        double z = z(a, b);
        return Math.abs(z) < CRITICAL ? Optional.empty() : Optional.of(z > 0 ? "a" : "b");
    }

    /** Returns the z-score: positive when {@code a} does better, zero when it cannot be calculated. */
    public static double z(Tally a, Tally b) {
        double all = (double) a.sent() + b.sent();
        double pooled = all == 0 ? 0 : (a.engaged() + b.engaged()) / all;
        if (a.sent() == 0 || b.sent() == 0 || pooled == 0 || pooled == 1) {
            return 0;
        }
        double difference = (double) a.engaged() / a.sent() - (double) b.engaged() / b.sent();
        return difference / Math.sqrt(pooled * (1 - pooled) * (1.0 / a.sent() + 1.0 / b.sent()));
    }
}

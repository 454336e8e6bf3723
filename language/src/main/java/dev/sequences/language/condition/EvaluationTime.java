package dev.sequences.language.condition;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * When a condition is evaluated.
 *
 * @param now the end of {@code in-last-days} and the start of {@code in-next-days}
 * @param zone the organization's time zone: it gives date-times without an offset their instant, and every instant its day
 */
public record EvaluationTime(Instant now, ZoneId zone) {

    public LocalDate today() {
        return LocalDate.ofInstant(now, zone);
    }
}

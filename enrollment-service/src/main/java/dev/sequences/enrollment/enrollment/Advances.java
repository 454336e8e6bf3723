package dev.sequences.enrollment.enrollment;

import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.unit.Unit;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * Limits how often a record is advanced within a day, so that sequences advancing to each other do not loop (domain section
 * 12).
 */
@ApplicationScoped
public class Advances {

    public static final int MAX_PER_DAY = 20;

    /** {@code pending}: advances of this unit of work, whose rows are not written yet. */
    public boolean limitReached(Unit unit, String recordType, String recordId, int pending) {
        long stored = Rows.of(
                        unit.connection(),
                        "select count(*) as advances from enrollment where record_type = ? and record_id = ?"
                                + " and source = 'command' and enrolled_at > ?")
                .with(recordType, recordId, unit.now().minus(Duration.ofDays(1)))
                .one(row -> row.longValue("advances"));
        return stored + pending >= MAX_PER_DAY;
    }
}

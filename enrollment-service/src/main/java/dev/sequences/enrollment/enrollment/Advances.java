package dev.sequences.enrollment.enrollment;

import dev.sequences.chassis.unit.Unit;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;

/**
 * Limits how often a record is advanced within a day, so that sequences advancing to each other do not loop (domain section
 * 12).
 */
@ApplicationScoped
public class Advances {

    public static final int MAX_PER_DAY = 20;

    /** {@code pending}: advances of this unit of work, whose rows are not written yet. */
    public boolean limitReached(Unit unit, String recordType, String recordId, int pending) throws SQLException {
        try (PreparedStatement read = unit.connection()
                .prepareStatement("select count(*) from enrollment where record_type = ? and record_id = ?"
                        + " and source = 'command' and enrolled_at > ?")) {
            read.setString(1, recordType);
            read.setString(2, recordId);
            read.setObject(3, unit.now().minus(Duration.ofDays(1)).atOffset(ZoneOffset.UTC));
            try (ResultSet row = read.executeQuery()) {
                return row.next() && row.getInt(1) + pending >= MAX_PER_DAY;
            }
        }
    }
}

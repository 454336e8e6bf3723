package dev.sequences.insights.rebuild;

import dev.sequences.insights.views.Projection;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Checksums that are equal if two states of a projection have the same rows, byte for byte. Each row's text is hashed twice with 64 bits;
 * the sums do not depend on the order of rows, so no rows are sorted or kept in memory.
 */
final class Checksums {

    private Checksums() {}

    /** Number of rows and checksum of one table. */
    record TableChecksum(String table, long rows, String checksum) {}

    static List<TableChecksum> of(Connection connection, Projection projection) throws SQLException {
        List<TableChecksum> checksums = new ArrayList<>();
        try (Statement read = connection.createStatement()) {
            // The text of a timestamp depends on the time zone.
            read.execute("set local time zone 'UTC'");
            for (String table : projection.tables()) {
                try (ResultSet row = read.executeQuery("""
                        select count(*) as row_count, coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) as sum_0,
                               coalesce(sum(hashtextextended(t::text, 42)::numeric), 0) as sum_42
                        from public.%s t
                        """.formatted(table))) {
                    row.next();
                    checksums.add(new TableChecksum(
                            table,
                            row.getLong("row_count"),
                            hex(row.getBigDecimal("sum_0")) + hex(row.getBigDecimal("sum_42"))));
                }
            }
        }
        return checksums;
    }

    private static String hex(BigDecimal sum) {
        return "%016x".formatted(sum.toBigIntegerExact().longValue());
    }
}

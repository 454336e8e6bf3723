package dev.sequences.designer.http;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Stands in for the designer of another installation: the service under test without any objects. */
final class EmptyDesigner {

    private EmptyDesigner() {}

    static void in(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("truncate chassis.domain_event_entry, chassis.snapshot_event_entry, chassis.claim,"
                    + " chassis.idempotency_key, sequence_catalogue, sequence_version, sequence_search, tag, message_template,"
                    + " holiday_calendar");
        }
    }
}

package dev.sequences.enrollment.intake;

import dev.sequences.chassis.intake.MessageHandler;
import dev.sequences.chassis.unit.Units;
import dev.sequences.testkit.spec.Delivery;
import dev.sequences.testkit.spec.EverythingTwice;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The service as its topics and its database know it: takes deliveries, and shows what came of them. */
@ApplicationScoped
class EnrollmentUnderTest {

    private final Units units;
    private final DataSource dataSource;

    EnrollmentUnderTest(Units units, DataSource dataSource) {
        this.units = units;
        this.dataSource = dataSource;
    }

    /** For deliveries after which these tables must stay as they are when everything comes again. */
    EverythingTwice twice(String... tables) {
        return EverythingTwice.on(units, dataSource).comparing(tables);
    }

    /** For a delivery that sets something going by itself, which would be compared while it goes on. */
    void take(MessageHandler intake, Delivery delivery) {
        units.alone(unit -> {
            intake.take(unit, List.of(delivery));
            return true;
        });
    }

    void takeTwice(MessageHandler intake, Delivery delivery) {
        take(intake, delivery);
        take(intake, delivery);
    }

    String enrollment(String lead, String sequence) {
        return rows("select enrollment_id from enrollment where record_id = ? and sequence_id = ?", lead, sequence)
                .getFirst();
    }

    /** Short names of the enrollment's stored events, in order. */
    String events(String enrollment) {
        return rows(
                        "select string_agg(replace(payload_type, 'enrollment.', ''), ' ' order by sequence_number)"
                                + " from chassis.domain_event_entry where aggregate_identifier = ?",
                        enrollment)
                .getFirst();
    }

    /** All rows, columns joined by a blank. */
    List<String> rows(String sql, Object... parameters) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            List<String> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    List<String> columns = new ArrayList<>();
                    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                        columns.add(result.getString(i));
                    }
                    rows.add(String.join(" ", columns));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    int update(String sql) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

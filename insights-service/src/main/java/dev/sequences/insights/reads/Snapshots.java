package dev.sequences.insights.reads;

import dev.sequences.chassis.rows.StorageFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Runs all reads of a response in one read-only snapshot, so that their figures are consistent. */
@ApplicationScoped
public class Snapshots {

    private final DataSource dataSource;

    Snapshots(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Reads a result from a connection. */
    @FunctionalInterface
    public interface Read<T> {

        T from(Connection connection) throws SQLException;
    }

    public <T> T read(Read<T> read) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                try (Statement begin = connection.createStatement()) {
                    begin.execute("set transaction isolation level repeatable read, read only");
                }
                return read.from(connection);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }
}

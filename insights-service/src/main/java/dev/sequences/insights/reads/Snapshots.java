package dev.sequences.insights.reads;

import dev.sequences.chassis.rows.StorageFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Reads that belong to one answer see one state of the database, so that their numbers agree with each other. */
@ApplicationScoped
public class Snapshots {

    private final DataSource dataSource;

    Snapshots(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** A read on a connection. */
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

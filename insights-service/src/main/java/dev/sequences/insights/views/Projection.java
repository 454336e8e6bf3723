package dev.sequences.insights.views;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Tables that are a fold of one consumer's events. The same code writes them live and in a rebuild; only the schema
 * differs. How events are cut into batches must not show in the rows, since a rebuild cuts them differently.
 */
public interface Projection {

    /** As in {@code POST /insights/rebuild}. */
    String name();

    /** The consumer whose events it folds. */
    String consumer();

    /** Its tables, all of them, without schema. */
    List<String> tables();

    /** Folds the events into the tables in {@code schema}. Events folded before change nothing. */
    void apply(Connection connection, String schema, List<Fact> events) throws SQLException;
}

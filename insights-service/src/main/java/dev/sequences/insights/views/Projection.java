package dev.sequences.insights.views;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Tables folded from the events of one consumer. The same code writes them live and in a rebuild; only the schema differs. The rows must
 * not depend on how events are split into batches, as a rebuild splits them differently.
 */
public interface Projection {

    /** The name of the projection in {@code POST /insights/rebuild}. */
    String name();

    /** Increases with every change of the rows that {@link #apply} writes; a lower stored revision causes a rebuild after the start. */
    int revision();

    /** The consumer whose events this projection folds. */
    String consumer();

    /** The names of all its tables, without schema. */
    List<String> tables();

    /** Folds the events into the tables in {@code schema}. Skips events that were folded before. */
    void apply(Connection connection, String schema, List<DecodedEvent> events) throws SQLException;
}

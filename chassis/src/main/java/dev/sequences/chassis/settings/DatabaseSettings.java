package dev.sequences.chassis.settings;

import io.smallrye.config.ConfigMapping;

/** The service's PostgreSQL database, used by the connection pool and by the relay. Without defaults. */
@ConfigMapping(prefix = "sequences.database")
public interface DatabaseSettings {

    /** JDBC URL of the database. */
    String url();

    /** User of the database. The user owns the tables, and needs the {@code REPLICATION} attribute where the relay is enabled. */
    String username();

    /** Password of the user. */
    String password();
}

package dev.sequences.chassis.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The service's PostgreSQL database, used by the connection pool and by the relay. Without defaults. */
@ConfigMapping(prefix = "sequences.database")
public interface DatabaseSettings {

    /** JDBC URL of the database. */
    String url();

    /** User of the database. The user owns the tables, and needs the {@code REPLICATION} attribute where the relay is enabled. */
    String username();

    /** Password of the user. It must differ from the name where the service listens on other addresses than loopback. */
    String password();

    /** Maximum number of connections in the pool. The relay uses up to 4 more, in one replica of the service. */
    @WithDefault("20")
    int maxPoolSize();

    /**
     * Who migrates the database: {@code at-start}, each service before it serves requests; {@code only}, this process, which then ends with
     * exit code 0, for a job; {@code none}, another process: the service refuses to start before that.
     */
    @WithDefault("at-start")
    Migration migration();

    enum Migration {
        AT_START,
        ONLY,
        NONE
    }
}

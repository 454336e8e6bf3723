package dev.sequences.chassis.relay;

import java.time.Duration;
import java.util.Collection;
import java.util.Properties;
import java.util.Set;
import java.util.StringJoiner;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** Settings of the Debezium engine. ADR 0002 gives the reason for each deviation from a default. */
final class EngineSettings {

    private static final Set<String> ADDRESS =
            Set.of(PGProperty.PG_HOST.getName(), PGProperty.PG_PORT.getName(), PGProperty.PG_DBNAME.getName());

    private EngineSettings() {}

    static Properties of(
            String slot,
            String jdbcUrl,
            String user,
            String password,
            Duration heartbeat,
            Collection<String> rowTables) {
        Properties database = Driver.parseURL(jdbcUrl, null);
        if (database == null) {
            throw new IllegalArgumentException("sequences.database.url is not a JDBC URL of PostgreSQL");
        }
        Properties settings = new Properties();
        settings.put("name", slot);
        settings.put("connector.class", "io.debezium.connector.postgresql.PostgresConnector");
        settings.put("topic.prefix", slot);
        addServer(settings, database);
        settings.put("database.user", user);
        settings.put("database.password", password);
        settings.put("database.tcpKeepAlive", "true");
        settings.put("plugin.name", "pgoutput");
        settings.put("slot.name", slot);
        settings.put("slot.max.retries", "0");
        settings.put("publication.name", "sequences_relay");
        settings.put("publication.autocreate.mode", "disabled");
        settings.put("table.include.list", tables(rowTables));
        settings.put("snapshot.mode", "no_data");
        settings.put("offset.storage", "org.apache.kafka.connect.storage.MemoryOffsetBackingStore");
        settings.put("offset.flush.interval.ms", "500");
        settings.put("errors.max.retries", "0");
        settings.put("record.processing.threads", "1");
        settings.put("queue.provider.type", GatheringQueue.NAME);
        // The queue delivers all pending changes as one record, and the first change wakes the engine.
        settings.put("max.batch.size", "1");
        settings.put("max.queue.size", "8192");
        // Interval at which the reader polls the log while there are no changes.
        settings.put("poll.interval.ms", "20");
        settings.put("heartbeat.interval.ms", Long.toString(heartbeat.toMillis()));
        settings.put(
                "heartbeat.action.query",
                "insert into chassis.relay_heartbeat values (1, clock_timestamp())"
                        + " on conflict (id) do update set beat = excluded.beat");
        settings.put("tombstones.on.delete", "false");
        settings.put("status.update.interval.ms", "2000");
        settings.put("include.schema.changes", "false");
        settings.put("binary.handling.mode", "bytes");
        settings.put("decimal.handling.mode", "double");
        return settings;
    }

    /**
     * Takes servers, database and parameters such as {@code sslmode} over from the JDBC URL. The engine knows one host and one port, and
     * joins them with a colon: several hosts are passed as one, with the port of the last one apart.
     */
    private static void addServer(Properties settings, Properties database) {
        String[] hosts = database.getProperty(PGProperty.PG_HOST.getName()).split(",");
        String[] ports = database.getProperty(PGProperty.PG_PORT.getName()).split(",");
        StringJoiner host = new StringJoiner(",");
        for (int i = 0; i < hosts.length; i++) {
            host.add(i < hosts.length - 1 ? hosts[i] + ":" + ports[i] : hosts[i]);
        }
        settings.put("database.hostname", host.toString());
        settings.put("database.port", ports[hosts.length - 1]);
        settings.put("database.dbname", database.getProperty(PGProperty.PG_DBNAME.getName()));
        for (String parameter : database.stringPropertyNames()) {
            if (!ADDRESS.contains(parameter)) {
                settings.put("driver." + parameter, database.getProperty(parameter));
            }
        }
        // The engine sets its own, weaker default otherwise.
        String sslMode = database.getProperty(PGProperty.SSL_MODE.getName());
        if (sslMode != null) {
            settings.put("database.sslmode", sslMode);
        }
    }

    private static String tables(Collection<String> rowTables) {
        String all = RelayMapping.EVENT_TABLE + ",chassis.relay_heartbeat";
        return rowTables.isEmpty() ? all : all + "," + String.join(",", rowTables);
    }
}

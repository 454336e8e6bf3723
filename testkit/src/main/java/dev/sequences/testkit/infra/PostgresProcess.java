package dev.sequences.testkit.infra;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;

/** Runs PostgreSQL until its parent ends. Data lie in a temporary directory and go with it, so fsync is off. */
final class PostgresProcess {

    private PostgresProcess() {}

    public static void main(String[] args) throws IOException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setServerConfig("wal_level", "logical")
                .setServerConfig("fsync", "off")
                .setServerConfig("full_page_writes", "off")
                .setServerConfig("max_wal_senders", "50")
                .setServerConfig("max_replication_slots", "50")
                .setServerConfig("max_connections", "300")
                .setServerConfig("timezone", "UTC")
                .setPGStartupWait(Duration.ofSeconds(60))
                .start()) {
            ChildServer.readyUntilParentEnds("localhost " + postgres.getPort() + " postgres postgres");
        }
        System.exit(0);
    }
}

package dev.sequences.testkit.infra;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;

/** Runs PostgreSQL until its parent ends. Its data are temporary, so fsync is off. */
final class PostgresProcess {

    private PostgresProcess() {}

    public static void main(String[] args) throws IOException {
        PostgresReference reference = PostgresReference.read();
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder().setPGStartupWait(Duration.ofSeconds(60));
        // The library sets the encoding itself.
        reference.initdb().forEach((option, value) -> {
            if (!option.equals("encoding")) {
                builder.setLocaleConfig(option, value);
            }
        });
        reference.settings().forEach(builder::setServerConfig);
        try (EmbeddedPostgres postgres = builder.start()) {
            ChildServer.readyUntilParentEnds("localhost " + postgres.getPort() + " postgres postgres");
        }
        System.exit(0);
    }
}

package dev.sequences.testkit.infra;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Runs PostgreSQL until its parent ends. Its data are temporary, so fsync is off. With a directory of {@link Certificates} as argument, it
 * refuses connections without TLS, and except for the superuser those without client certificate and password.
 */
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
        if (args.length > 0) {
            secure(builder, new Certificates(Path.of(args[0])));
        }
        try (EmbeddedPostgres postgres = builder.start()) {
            ChildServer.readyUntilParentEnds("localhost " + postgres.getPort() + " postgres postgres");
        }
        System.exit(0);
    }

    private static void secure(EmbeddedPostgres.Builder builder, Certificates certificates) throws IOException {
        Path rules = certificates.directory().resolve("pg_hba.conf");
        Files.writeString(rules, """
                local all all trust
                hostnossl all all all reject
                hostssl all postgres all trust
                hostssl all all all scram-sha-256 clientcert=verify-ca
                """);
        builder.setServerConfig("hba_file", rules.toString())
                .setServerConfig("ssl", "on")
                .setServerConfig(
                        "ssl_cert_file", certificates.certificate("server").toString())
                .setServerConfig("ssl_key_file", certificates.key("server").toString())
                .setServerConfig(
                        "ssl_ca_file", certificates.certificate("client").toString());
    }
}

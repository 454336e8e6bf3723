package dev.sequences.local;

import java.net.URI;

/**
 * Where a running suite answers.
 *
 * @param insightsJdbcUrl the database that analysts read; log in with {@link #ANALYST} as user name and as password
 * @param kafkaBootstrap host and port of the broker, as Kafka clients take it
 */
public record SuiteEndpoints(
        URI designer,
        URI enrollment,
        URI worklist,
        URI segment,
        URI insights,
        String insightsJdbcUrl,
        String kafkaBootstrap) {

    /** Login of the read-only analyst, and its password in a local run. */
    public static final String ANALYST = "analyst";

    public static SuiteEndpoints on(Ports ports) {
        return new SuiteEndpoints(
                service(ports.designer()),
                service(ports.enrollment()),
                service(ports.worklist()),
                service(ports.segment()),
                service(ports.insights()),
                jdbcUrl(ports, "insights"),
                "localhost:" + ports.kafka());
    }

    static String jdbcUrl(Ports ports, String database) {
        return "jdbc:postgresql://localhost:" + ports.postgres() + "/" + database;
    }

    private static URI service(int port) {
        return URI.create("http://localhost:" + port);
    }
}

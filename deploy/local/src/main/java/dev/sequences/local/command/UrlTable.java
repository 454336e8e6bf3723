package dev.sequences.local.command;

import dev.sequences.local.Component;
import dev.sequences.local.LocalSuite;
import dev.sequences.local.SuiteEndpoints;

/** Where everything of a running suite answers. */
final class UrlTable {

    private UrlTable() {}

    static String of(LocalSuite suite) {
        var ports = suite.settings().ports();
        var table = new StringBuilder();
        table.append("%-12s %-24s %-34s %s%n".formatted("service", "API", "OpenAPI", "health"));
        for (var service : Component.services()) {
            var root = "http://localhost:" + service.port(ports);
            var health = "http://localhost:" + service.managementPort(ports) + "/q/health";
            table.append("%-12s %-24s %-34s %s%n".formatted(service.id(), root, root + "/q/openapi", health));
        }
        table.append("%n%-12s localhost:%d%n".formatted("Kafka", ports.kafka()));
        table.append("%-12s jdbc:postgresql://localhost:%d/<service>  (user and password: the service's name)%n"
                .formatted("PostgreSQL", ports.postgres()));
        table.append("%-12s %s  (user and password: %s)%n"
                .formatted("for analysts", suite.endpoints().insightsJdbcUrl(), SuiteEndpoints.ANALYST));
        table.append("%nEvery call needs a token: ./sequences token --as alice --role salesperson%n".formatted());
        return table.toString();
    }
}

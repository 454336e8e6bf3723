package dev.sequences.testkit.infra;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * The one PostgreSQL server and the one Kafka broker of this JVM's tests, started on first use.
 *
 * <p>{@code -Dtestkit.infra=containers} uses container images if a container engine is available;
 * otherwise embedded servers are used: the same servers as processes.
 */
public final class Infrastructure {

    /** {@code embedded} or {@code containers}. */
    public static final String SWITCH = "testkit.infra";

    private static final String POSTGRES = "testkit.postgres";
    private static final String KAFKA = "testkit.kafka";

    private Infrastructure() {}

    public static PostgresServer postgres() {
        String[] address = once(
                        POSTGRES,
                        () -> containers() ? Containers.startPostgres() : ChildServer.start(PostgresProcess.class))
                .split(" ", -1);
        return new PostgresServer(address[0], Integer.parseInt(address[1]), address[2], address[3]);
    }

    /** Bootstrap servers of a broker that has the topics of {@code deploy/kafka/topics.yaml}. */
    public static String kafka() {
        return once(KAFKA, () -> {
            String bootstrap = containers() ? Containers.startKafka() : ChildServer.start(BrokerProcess.class);
            DeclaredTopics.createOn(bootstrap);
            return bootstrap;
        });
    }

    /** Returns why the containers variant is not used; empty if it is used. */
    public static Optional<String> whyNoContainers() {
        if (!"containers".equals(System.getProperty(SWITCH, "embedded"))) {
            return Optional.of("containers were not chosen: -D" + SWITCH + "=containers");
        }
        return Containers.engineAnswers()
                ? Optional.empty()
                : Optional.of("no container engine answers on this machine");
    }

    static boolean containers() {
        return whyNoContainers().isEmpty();
    }

    /**
     * Once per JVM, not once per class loader: Quarkus reloads test classes for every application that it starts, and
     * system properties are what all of them share.
     */
    private static String once(String property, Supplier<String> start) {
        synchronized (Runtime.getRuntime()) {
            String known = System.getProperty(property);
            if (known == null) {
                known = start.get();
                System.setProperty(property, known);
            }
            return known;
        }
    }
}

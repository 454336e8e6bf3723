package dev.sequences.local;

import static java.util.Map.entry;

import dev.sequences.local.BackgroundProcess.StopSignal;
import dev.sequences.local.ProcessTable.Identity;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One of the five services in its own JVM. */
final class LocalService {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    private final Component service;
    private final SuiteSettings settings;
    private final Tokens tokens;
    private final BackgroundProcess process;

    LocalService(Component service, SuiteSettings settings, Tokens tokens) {
        this.service = service;
        this.settings = settings;
        this.tokens = tokens;
        this.process = new BackgroundProcess(service.id(), settings.data());
    }

    /** Starts the process and returns immediately; {@link #isReady} reports when it is ready. */
    void start(List<String> arguments) {
        if (running().isEmpty()) {
            var command = new ArrayList<String>();
            command.add(Programs.java());
            command.addAll(JvmFlags.FOR_EVERY_PROCESS);
            command.addAll(arguments);
            process.start(command, environment(), settings.data().resolve("run"));
        }
    }

    void stop() throws InterruptedException {
        process.stop(
                List.of(new StopSignal("TERM", Duration.ofSeconds(20)), new StopSignal("KILL", Duration.ofSeconds(5))));
    }

    Optional<Identity> running() {
        return process.running();
    }

    BackgroundProcess process() {
        return process;
    }

    boolean isReady() throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(
                        "http://127.0.0.1:" + service.managementPort(settings.ports()) + "/q/health/group/flow"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    Map<String, String> environment() {
        var ports = settings.ports();
        return Map.ofEntries(
                entry("QUARKUS_HTTP_PORT", Integer.toString(service.port(ports))),
                entry("QUARKUS_MANAGEMENT_PORT", Integer.toString(service.managementPort(ports))),
                // Tokens of a local run grant every role, so the services listen on loopback only.
                entry("QUARKUS_HTTP_HOST", "127.0.0.1"),
                entry("QUARKUS_MANAGEMENT_HOST", "127.0.0.1"),
                entry("SEQUENCES_DATABASE_URL", SuiteEndpoints.jdbcUrl(ports, service.id())),
                entry("SEQUENCES_DATABASE_USERNAME", service.id()),
                entry("SEQUENCES_DATABASE_PASSWORD", service.id()),
                entry("SEQUENCES_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + ports.kafka()),
                entry(
                        "SEQUENCES_TOKENS_PUBLIC_KEY",
                        tokens.publicKeyFile().toUri().toString()),
                entry("SEQUENCES_TOKENS_ISSUER", Tokens.ISSUER),
                entry("AXONIQ_UPDATE_CHECKER_DISABLED", "true"),
                // Fewer pools of native memory, because each retains unused memory.
                entry("MALLOC_ARENA_MAX", "2"));
    }
}

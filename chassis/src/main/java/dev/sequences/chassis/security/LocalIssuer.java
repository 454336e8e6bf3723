package dev.sequences.chassis.security;

import dev.sequences.chassis.settings.TokenSettings;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Refuses to start with the issuer of a local run on an address that other machines can reach: everyone who can run the launcher can issue its
 * tokens for every role.
 */
@ApplicationScoped
public class LocalIssuer {

    static final String ISSUER = "sequences-local";

    private final TokenSettings tokens;
    private final VertxHttpConfig server;

    LocalIssuer(TokenSettings tokens, VertxHttpConfig server) {
        this.tokens = tokens;
        this.server = server;
    }

    void refuse(@Observes @Priority(0) StartupEvent event) {
        refusal(tokens.issuer(), server.host()).ifPresent(message -> {
            throw new IllegalStateException(message);
        });
    }

    /** The message; empty if a service with this issuer may listen on this address. */
    static Optional<String> refusal(String issuer, String host) {
        return issuer.equals(ISSUER) && !isLoopback(host)
                ? Optional.of("The issuer " + ISSUER + " is for local runs, but the service listens on " + host
                        + ". Set sequences.tokens.issuer and sequences.tokens.public-key to those of your OpenID provider, or"
                        + " sequences.http.host to 127.0.0.1.")
                : Optional.empty();
    }

    /** Whether only this machine reaches a server that listens on the address. */
    public static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}

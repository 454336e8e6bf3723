package dev.sequences.chassis.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalIssuerTest {

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "localhost", "::1", "[::1]"})
    void acceptsTheLocalIssuerOnLoopback(String host) {
        assertThat(LocalIssuer.refusal("sequences-local", host)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.168.1.1", "10.0.0.1"})
    void refusesTheLocalIssuerOnOtherAddresses(String host) {
        assertThat(LocalIssuer.refusal("sequences-local", host)).hasValueSatisfying(message -> assertThat(message)
                .contains("listens on " + host, "sequences.tokens.issuer", "sequences.http.host"));
        assertThat(LocalIssuer.refusal("https://login.example.com", host)).isEmpty();
    }
}

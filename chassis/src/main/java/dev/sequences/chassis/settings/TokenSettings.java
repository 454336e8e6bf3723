package dev.sequences.chassis.settings;

import io.smallrye.config.ConfigMapping;

/** Verification of bearer tokens. */
@ConfigMapping(prefix = "sequences.tokens")
public interface TokenSettings {

    /** Location of the public key in PEM or JWKS format: a {@code file:} or {@code https:} URL. */
    String publicKey();

    /**
     * Required value of the {@code iss} claim. {@code sequences-local}, the issuer of a local run, is accepted only if the service listens on
     * loopback.
     */
    String issuer();
}

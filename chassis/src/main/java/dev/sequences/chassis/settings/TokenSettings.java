package dev.sequences.chassis.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

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

    /** Accepted values of the {@code aud} claim. Unset: tokens that the issuer made for other applications are accepted as well. */
    Optional<List<String>> audience();

    /** Path of the claim with the roles, with slashes: {@code realm_access/roles} for the realm roles of Keycloak. */
    @WithDefault("groups")
    String groupsPath();
}

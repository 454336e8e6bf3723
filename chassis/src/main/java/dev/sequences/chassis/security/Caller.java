package dev.sequences.chassis.security;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonString;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** The authenticated user of the current request. Read it before passing work to a unit: units run on another thread. */
@RequestScoped
public class Caller {

    private final SecurityIdentity identity;

    Caller(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** User id, from the token's {@code upn} or {@code sub}. */
    public String user() {
        return identity.getPrincipal().getName();
    }

    public boolean is(String role) {
        return identity.hasRole(role);
    }

    /** Whether a role of the caller grants what belongs to others: each role except salesperson. */
    public boolean isManager() {
        return is(Roles.SYSTEM_ADMINISTRATOR) || is(Roles.SEQUENCE_MANAGER) || is(Roles.SALES_MANAGER);
    }

    /** Ids of the caller's teams, from the token's {@code teams}; empty if the claim is missing. */
    public Set<String> teams() {
        Object claim = claim("teams");
        return claim instanceof Collection<?> teams
                ? teams.stream().map(Caller::text).collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }

    /** The caller's business unit, from the token's {@code business_unit}; null if the claim is missing or blank. */
    public @Nullable String businessUnit() {
        Object claim = claim("business_unit");
        String unit = claim == null ? "" : text(claim);
        return unit.isBlank() ? null : unit;
    }

    private @Nullable Object claim(String name) {
        return identity.getPrincipal() instanceof JsonWebToken token ? token.getClaim(name) : null;
    }

    /** Custom claims arrive as JSON values, whose string form includes quotes. */
    private static String text(Object claim) {
        return claim instanceof JsonString json ? json.getString() : claim.toString();
    }
}

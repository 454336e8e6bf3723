package dev.sequences.chassis.security;

/** The four roles of the suite, as in the {@code groups} claim of a token. */
public final class Roles {

    public static final String SYSTEM_ADMINISTRATOR = "system-administrator";
    public static final String SEQUENCE_MANAGER = "sequence-manager";
    public static final String SALES_MANAGER = "sales-manager";
    public static final String SALESPERSON = "salesperson";

    private Roles() {}
}

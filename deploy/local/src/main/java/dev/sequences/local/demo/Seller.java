package dev.sequences.local.demo;

import java.util.List;

/** A simulated seller. */
record Seller(String name, SellerProfile profile) {

    /** The sellers who receive the imported records in turn. */
    static final List<Seller> TEAM = List.of(
            new Seller("anna", SellerProfile.PROMPT),
            new Seller("ben", SellerProfile.AVOIDS_CALLS),
            new Seller("chen", SellerProfile.SNOOZES_FIRST),
            new Seller("dora", SellerProfile.SLOW),
            new Seller("emil", SellerProfile.TIRELESS));
}

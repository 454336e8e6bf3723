package dev.sequences.local.demo;

import java.util.List;

/** A person who works a list, in a way of their own. */
record Seller(String name, Habit habit) {

    /** Sellers to whom the demo deals records. */
    static final List<Seller> TEAM = List.of(
            new Seller("anna", Habit.PROMPT),
            new Seller("ben", Habit.AVOIDS_CALLS),
            new Seller("chen", Habit.SNOOZES_FIRST),
            new Seller("dora", Habit.SLOW),
            new Seller("emil", Habit.TIRELESS));

    /** The team member of that name, or a stranger from the file's own owner column, who takes the habit that falls to the name. */
    static Seller named(String name) {
        List<Habit> habits = List.of(Habit.values());
        return TEAM.stream()
                .filter(seller -> seller.name().equals(name))
                .findFirst()
                .orElseGet(() -> new Seller(name, habits.get(Math.floorMod(name.hashCode(), habits.size()))));
    }
}

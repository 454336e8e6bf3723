package dev.sequences.segment.seller.model;

import dev.sequences.chassis.decider.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Validates the profile of a seller, and the attributes of sellers and teams. */
public final class ProfileCheck {

    private static final int MAX_TEXT = 200;
    private static final int MAX_TEAMS = 100;
    private static final int MAX_ATTRIBUTES = 100;
    private static final int MAX_VALUES = 500;
    private static final int MAX_CAPACITY = 1_000_000;

    private ProfileCheck() {}

    static List<Refusal> of(SellerProfile profile) {
        List<Refusal> refusals = new ArrayList<>();
        text(profile.name(), "name", refusals);
        text(profile.businessUnit(), "businessUnit", refusals);
        if (profile.teams().size() > MAX_TEAMS) {
            refusals.add(Refusal.rule(
                    "too-many-teams",
                    "teams",
                    "There are " + profile.teams().size() + " teams; the limit is " + MAX_TEAMS + ".",
                    "Remove teams."));
        }
        profile.teams().forEach(team -> text(team, "teams", refusals));
        Integer capacity = profile.capacity();
        if (capacity != null && (capacity < 0 || capacity > MAX_CAPACITY)) {
            refusals.add(Refusal.rule(
                    "capacity-out-of-range",
                    "capacity",
                    "The capacity is " + capacity + ".",
                    "Send a number from 0 to " + MAX_CAPACITY + ", or null for no limit."));
        }
        refusals.addAll(attributes(profile.attributes()));
        return refusals;
    }

    /** Checks the attributes of a seller or of a team. */
    public static List<Refusal> attributes(Map<String, List<String>> attributes) {
        List<Refusal> refusals = new ArrayList<>();
        long values = attributes.values().stream().mapToLong(List::size).sum();
        if (attributes.size() > MAX_ATTRIBUTES || values > MAX_VALUES) {
            refusals.add(Refusal.rule(
                    "too-many-attributes",
                    "attributes",
                    "There are " + attributes.size() + " attributes with " + values + " values.",
                    "Send at most " + MAX_ATTRIBUTES + " attributes and " + MAX_VALUES + " values."));
        }
        attributes.forEach((attribute, all) -> {
            text(attribute, "attributes", refusals);
            all.forEach(value -> text(value, "attributes." + attribute, refusals));
        });
        return refusals;
    }

    private static void text(@Nullable String text, String path, List<Refusal> refusals) {
        if (text != null && !isText(text)) {
            refusals.add(Refusal.rule(
                    "text-invalid",
                    path,
                    "A value of " + path + " is blank, too long or contains control characters.",
                    "Send 1 to " + MAX_TEXT + " printable characters."));
        }
    }

    /** Whether a text has 1 to 200 printable characters. */
    public static boolean isText(String text) {
        return !text.isBlank() && text.length() <= MAX_TEXT && text.chars().noneMatch(Character::isISOControl);
    }
}

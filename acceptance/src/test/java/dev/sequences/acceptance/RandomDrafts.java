package dev.sequences.acceptance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Random drafts: any kind of node after any other, nested branches, paths that end in a wait, email
 * conditions after a call. The designer decides which of them can be activated.
 */
final class RandomDrafts {

    private static final int DEEPEST = 6;

    /** The holiday calendar that drafts refer to; the caller has to create it. */
    static final String CALENDAR = "drawn";

    private final Random random;
    private final String advanceTo;
    private final List<Map<String, @Nullable Object>> nodes = new ArrayList<>();

    private RandomDrafts(Random random, String advanceTo) {
        this.random = random;
        this.advanceTo = advanceTo;
    }

    /** {@code advanceTo}: the target of advances. */
    static Map<String, Object> draft(Random random, String advanceTo) {
        RandomDrafts drafts = new RandomDrafts(random, advanceTo);
        String start = drafts.path(0, "");
        Map<String, Object> draft =
                new HashMap<>(Sequences.draft(start == null ? drafts.step("task", null) : start, drafts.nodes));
        String assignTo =
                drafts.one("record-owner", "record-owner", "record-field", "owner-team", "access-team", "current-user");
        draft.put("assignTo", assignTo);
        if (assignTo.equals("record-field")) {
            draft.put("assignToField", "backup");
        }
        drafts.settings(draft);
        return draft;
    }

    /** Local time, each setting separately, sometimes with an unknown calendar or zone. */
    private void settings(Map<String, Object> draft) {
        if (random.nextInt(3) == 0) {
            draft.put("skipNonWorkingDays", random.nextBoolean());
        }
        if (random.nextInt(3) == 0) {
            draft.put(
                    "sendWindow",
                    Map.of(
                            "days",
                            List.of(one("monday", "tuesday"), one("wednesday", "thursday", "saturday")),
                            "from",
                            one("00:00", "08:00", "17:30"),
                            "to",
                            one("17:00", "23:59")));
        }
        if (random.nextInt(3) == 0) {
            String rule = one("fixed", "organisation", "record", "assignee");
            draft.put(
                    "timeZone",
                    rule.equals("fixed")
                            ? Map.of(
                                    "rule",
                                    rule,
                                    "zone",
                                    one("Europe/Vienna", "Asia/Kolkata", "Pacific/Apia", "Mars/Base"))
                            : Map.of("rule", rule));
        }
        if (random.nextInt(4) == 0) {
            draft.put("holidayCalendar", one(CALENDAR, CALENDAR, "nowhere"));
        }
        if (random.nextInt(3) == 0) {
            draft.put("dailyCaps", Map.of(one("enrollments", "emails", "texts", "steps"), 1 + random.nextInt(2)));
        }
    }

    /** Adds a path; returns the key of its first node, null if it is empty. */
    private @Nullable String path(int depth, String before) {
        if (depth >= DEEPEST || (depth > 1 && random.nextInt(5) == 0)) {
            return null;
        }
        // Nodes that fit their predecessor are more frequent; otherwise hardly any draft could be activated.
        int kind = random.nextInt(16);
        if (before.contains("email") && random.nextInt(3) == 0) {
            kind = 11;
        } else if (before.equals("phone-call") && random.nextInt(2) == 0) {
            kind = 12;
        }
        return switch (kind) {
            case 0, 1 -> straight("email", depth);
            case 2 -> straight("automated-email", depth, "templateId", "welcome");
            case 3 -> straight("text-message", depth);
            case 4 -> straight("automated-text-message", depth, "templateId", "reminder");
            case 5, 6 -> straight("phone-call", depth);
            case 7 -> straight("task", depth);
            case 8 -> straight("linkedin-" + one("research", "introduction", "connect", "inmail"), depth);
            case 9, 10 -> straight("wait", depth, "duration", one("PT1H", "P1D", "P3D", "P2DT12H"));
            case 11 ->
                fork(
                        "email-condition",
                        depth,
                        "interactions",
                        List.of(one("opened", "replied", "link-clicked", "attachment-viewed")),
                        "match",
                        one("all", "any"),
                        "within",
                        one("PT2H", "P1D", "P5D"),
                        "immediately",
                        random.nextBoolean());
            case 12 -> fork("phone-condition", depth, "results", List.of(one("made", "received", "no-answer")));
            case 13 -> {
                Map<String, Object> when = new HashMap<>();
                when.put(
                        one("all", "any"),
                        List.of(
                                Map.of("field", "city", "op", one("equals", "not-equals"), "value", "Pune"),
                                Map.of("field", "company", "op", one("has-data", "no-data")),
                                Map.of("field", "region", "op", "equals", "value", one("west", "east"))));
                if (random.nextInt(3) == 0) {
                    when.put("related", "account");
                }
                yield fork("field-condition", depth, "when", when, "onMissing", one("take-no", "take-yes", "error"));
            }
            case 14 -> fork("event-wait", depth, "event", one("email-replied", "meeting-booked"), "within", "P2D");
            default ->
                switch (random.nextInt(6)) {
                    case 0, 1 ->
                        straight(
                                "ab-test",
                                depth,
                                "a",
                                Map.of("name", "short", "templateId", "welcome"),
                                "b",
                                Map.of("name", "long", "templateId", "welcome-long"),
                                "winningMetric",
                                one("goal", "clicks", "opens"),
                                "endsAt",
                                random.nextBoolean()
                                        ? Instant.now()
                                                .plus(Duration.ofDays(60))
                                                .toString()
                                        : null);
                    case 2 -> add("advance", Map.of(), "sequenceId", advanceTo);
                    default -> straight("update-field", depth, "field", "rating", "value", one("hot", "warm", "cold"));
                };
        };
    }

    private String straight(String type, int depth, @Nullable Object... properties) {
        return add(type, Map.of("next", orEnd(path(depth + 1, type))), properties);
    }

    private String fork(String type, int depth, Object... properties) {
        return add(type, Map.of("yes", orEnd(path(depth + 1, type)), "no", orEnd(path(depth + 1, type))), properties);
    }

    private String step(String type, @Nullable String next) {
        return add(type, Map.of("next", orEnd(next)));
    }

    private static Object orEnd(@Nullable String key) {
        return key == null ? "" : key;
    }

    private String add(String type, Map<String, Object> ways, @Nullable Object... properties) {
        String key = type + "-" + nodes.size();
        Map<String, @Nullable Object> node = new HashMap<>();
        node.put("key", key);
        node.put("type", type);
        ways.forEach((way, to) -> node.put(way, to.equals("") ? null : to));
        if (!type.equals("wait") && !type.startsWith("linkedin-")) {
            node.put("name", "Node " + nodes.size());
        }
        for (int i = 0; i < properties.length; i += 2) {
            node.put(String.valueOf(properties[i]), properties[i + 1]);
        }
        nodes.add(node);
        return key;
    }

    private String one(String... of) {
        return of[random.nextInt(of.length)];
    }
}

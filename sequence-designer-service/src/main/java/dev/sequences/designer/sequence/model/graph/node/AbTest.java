package dev.sequences.designer.sequence.model.graph.node;

import static dev.sequences.designer.sequence.model.finding.Finding.quoted;

import dev.sequences.designer.sequence.model.context.DraftContext;
import dev.sequences.designer.sequence.model.finding.Place;
import dev.sequences.designer.sequence.model.reading.Fields;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An A/B test: records are split between two automated emails until one wins.
 *
 * @param a the control
 * @param b the variant
 * @param shareOfA percentage of the records that get the control; the others get the variant
 * @param endsAt latest end of the test, as drawn
 * @param defaultVersion the variant for later records if the test ends without a winner
 */
public record AbTest(
        NodeHeader head,
        Version a,
        Version b,
        int shareOfA,
        String winningMetric,
        @Nullable String endsAt,
        String defaultVersion,
        @Nullable String next)
        implements Node.Straight {

    /** One variant: its name in reports, its template and language. */
    public record Version(
            @Nullable String name,
            @Nullable String templateId,
            @Nullable String language) {}

    static final List<String> FIELDS =
            List.of("a", "b", "shareOfA", "winningMetric", "endsAt", "defaultVersion", "next");

    private static final int HALF = 50;
    private static final int MAX_TEXT_LENGTH = 100;
    private static final Instant FIRST_END = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant ENDLESS = Instant.parse("+10000-01-01T00:00:00Z");

    static AbTest read(NodeHeader head, Fields fields) {
        Integer share = fields.integer("shareOfA");
        return new AbTest(
                head,
                version(fields, "a"),
                version(fields, "b"),
                share == null ? HALF : share,
                fields.choice("winningMetric", List.of("goal", "clicks", "opens"), "opens"),
                fields.text("endsAt"),
                fields.choice("defaultVersion", List.of("a", "b"), "a"),
                fields.text("next"));
    }

    private static Version version(Fields fields, String which) {
        Optional<Fields> version = fields.object(which, List.of("name", "templateId", "language"));
        return new Version(
                version.map(part -> part.text("name")).orElse(null),
                version.map(part -> part.text("templateId")).orElse(null),
                version.map(part -> part.text("language")).orElse(null));
    }

    @Override
    public void check(Place node, DraftContext context) {
        check(a, node.at("a"), context);
        check(b, node.at("b"), context);
        if (a.templateId() != null
                && a.templateId().equals(b.templateId())
                && Objects.equals(a.language(), b.language())) {
            node.at("b")
                    .warning(
                            "ab-versions-alike",
                            "Both variants use the template " + quoted(a.templateId()) + ".",
                            "Use different templates, or replace the test with an automated email.");
        }
        int min = context.limits().minAbTestShare();
        if (shareOfA < min || shareOfA > 100 - min) {
            node.at("shareOfA")
                    .error(
                            "ab-share-out-of-range",
                            "Variant A gets " + shareOfA + " percent; each variant must get " + min + " to "
                                    + (100 - min) + ".",
                            "Set 'shareOfA' to a whole number from " + min + " to " + (100 - min) + ".");
        }
        if (endsAt != null) {
            checkEnd(endsAt, node.at("endsAt"), context.now());
        }
    }

    private static void checkEnd(String endsAt, Place at, @Nullable Instant now) {
        Instant end = endOf(endsAt).orElse(null);
        if (end == null) {
            at.error(
                    "ab-end-malformed",
                    quoted(endsAt) + " is not a valid timestamp.",
                    "Use ISO 8601 in UTC, e.g. 2026-05-04T08:00:00Z, or omit it.");
        } else if (end.isBefore(FIRST_END) || !end.isBefore(ENDLESS)) {
            at.error(
                    "ab-end-out-of-range",
                    quoted(endsAt) + " is not between the years 2000 and 9999.",
                    "Use a timestamp within that range or omit it.");
        } else if (now != null && !end.isAfter(now)) {
            at.warning(
                    "ab-end-past",
                    "The test has already ended: every record gets the default variant.",
                    "Use a future timestamp, omit it, or replace the test with an automated email.");
        }
    }

    private static void check(Version version, Place place, DraftContext context) {
        if (version.name() == null || version.name().isBlank()) {
            place.at("name").error("ab-name-missing", "The variant has no name.", "Set 'name'; reports show it.");
        } else if (version.name().length() > MAX_TEXT_LENGTH) {
            place.at("name")
                    .error(
                            "ab-name-too-long",
                            "The variant name has " + version.name().length() + " characters; the limit is "
                                    + MAX_TEXT_LENGTH + ".",
                            "Shorten it to " + MAX_TEXT_LENGTH + " characters.");
        }
        if (version.templateId() == null || version.templateId().isBlank()) {
            place.at("templateId")
                    .error("template-missing", "An automated message has no template.", "Set 'templateId'.");
        }
        NodeHeader.checkLength(place, "template-id-too-long", "templateId", version.templateId(), MAX_TEXT_LENGTH);
        TemplateCheck.of(place, version.templateId(), TemplateCheck.EMAIL, context);
        TemplateCheck.ofLanguage(place, version.language());
    }

    /** End of the test; empty if missing or malformed. */
    public static Optional<Instant> endOf(String endsAt) {
        try {
            return Optional.of(Instant.parse(endsAt));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}

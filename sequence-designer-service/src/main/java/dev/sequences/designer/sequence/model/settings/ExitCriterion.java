package dev.sequences.designer.sequence.model.settings;

import dev.sequences.designer.sequence.model.condition.ConditionCheck;
import dev.sequences.designer.sequence.model.context.DraftContext;
import dev.sequences.designer.sequence.model.finding.Place;
import dev.sequences.designer.sequence.model.graph.node.StageCheck;
import dev.sequences.designer.sequence.model.reading.ErrorCollector;
import dev.sequences.designer.sequence.model.reading.Fields;
import dev.sequences.language.condition.ConditionReader;
import dev.sequences.language.condition.Finding;
import dev.sequences.language.condition.Reading;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Ends an enrollment when this event occurs, at any node of the sequence.
 *
 * @param on the trigger, one of {@link #ALL}
 * @param when with {@code field-condition}: the condition, as drawn
 * @param process for a stage: the business process
 * @param stages for a stage: the stages that end the enrollment
 */
public record ExitCriterion(
        String on,
        @Nullable Map<String, Object> when,
        @Nullable String process,
        @Nullable List<String> stages) {

    public static final String REPLY = "reply";
    public static final String BOUNCE = "bounce";
    public static final String OPT_OUT = "opt-out";
    public static final String FIELD_CONDITION = "field-condition";
    public static final String STAGE = "stage";

    /** {@code record-closed} is accepted, although a closed record always ends its enrollment. */
    static final List<String> ALL =
            List.of(REPLY, BOUNCE, OPT_OUT, "meeting-booked", FIELD_CONDITION, STAGE, "record-closed");

    public static final List<String> FIELDS = List.of("on", "when", "process", "stages");

    public ExitCriterion(String on) {
        this(on, null, null, null);
    }

    /** Empty if the trigger is missing. */
    public static Optional<ExitCriterion> read(Fields fields, ErrorCollector errors, String path) {
        String on = fields.choice("on", ALL);
        if (on == null) {
            if (fields.raw("on") == null) {
                errors.report("field-missing", path + ".on", "'" + path + ".on' is missing.", "Send it.");
            }
            return Optional.empty();
        }
        Object when = fields.raw("when");
        ConditionReader.read(when, "when")
                .of(Finding.Kind.FORM)
                .forEach(finding ->
                        fields.reportError(finding.code(), finding.path(), finding.message(), finding.remedy()));
        boolean lists = fields.raw("stages") instanceof List;
        List<String> stages = fields.texts("stages");
        return Optional.of(new ExitCriterion(on, asMap(when), fields.text("process"), lists ? stages : null));
    }

    @SuppressWarnings("unchecked") // Keys of JSON objects are strings.
    private static @Nullable Map<String, Object> asMap(@Nullable Object when) {
        return when instanceof Map<?, ?> map ? (Map<String, Object>) map : null;
    }

    /** The condition of {@code field-condition}. */
    public Reading condition() {
        return ConditionReader.read(when, "when");
    }

    public void check(Place at, boolean sendsEmail, DraftContext context) {
        switch (on) {
            case REPLY, BOUNCE -> {
                if (!sendsEmail) {
                    at.error(
                            "exit-needs-email",
                            "The exit criterion '" + on + "' applies to email, but the sequence sends no email.",
                            "Add an email step or remove the exit criterion.");
                }
            }
            case FIELD_CONDITION -> ConditionCheck.check(condition(), at, context);
            case STAGE -> StageCheck.check(process, stages == null ? List.of() : stages, at, context.record());
            default -> {
                // No further fields.
            }
        }
        if (when != null && !on.equals(FIELD_CONDITION)) {
            checkUnused(at.at("when"), FIELD_CONDITION);
        }
        if ((process != null || stages != null) && !on.equals(STAGE)) {
            checkUnused(at.at(process == null ? "stages" : "process"), STAGE);
        }
    }

    private void checkUnused(Place at, String of) {
        at.error(
                "setting-superfluous",
                "This field is for '" + of + "' only; it has no effect with '" + on + "'.",
                "Remove it or set 'on' to " + of + ".");
    }
}

package dev.sequences.designer.sequence.model;

import dev.sequences.designer.sequence.model.condition.FieldNameCheck;
import dev.sequences.designer.sequence.model.context.DraftContext;
import dev.sequences.designer.sequence.model.context.RecordDescription;
import dev.sequences.designer.sequence.model.finding.Finding;
import dev.sequences.designer.sequence.model.finding.Place;
import dev.sequences.designer.sequence.model.graph.node.Node;
import dev.sequences.designer.sequence.model.graph.node.NodeType;
import dev.sequences.designer.sequence.model.settings.ExitCriterion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks the settings of a draft, in the order of the draft. */
final class SettingsCheck {

    private static final int MAX_LENGTH = 200;

    private SettingsCheck() {}

    static List<Finding> of(Draft draft, DraftContext context) {
        List<Finding> findings = new ArrayList<>();
        Place draftPlace = new Place(null, "", findings);
        checkAssignTo(draft, draftPlace, context.record());
        checkExitCriteria(draft, draftPlace.at("exitCriteria"), context);
        if (draft.sendWindow() != null) {
            draft.sendWindow().check(draftPlace.at("sendWindow"));
        }
        if (draft.timeZone() != null) {
            draft.timeZone().check(draftPlace.at("timeZone"));
        }
        checkHolidays(draft.holidayCalendar(), draftPlace.at("holidayCalendar"), context.holidayCalendars());
        if (draft.dailyCaps() != null) {
            draft.dailyCaps().check(draftPlace.at("dailyCaps"));
        }
        return findings;
    }

    private static void checkAssignTo(Draft draft, Place draftPlace, RecordDescription record) {
        boolean byField = draft.assignTo().equals(AssignTo.RECORD_FIELD.wireName());
        String field = draft.assignToField();
        Place at = draftPlace.at("assignToField");
        if (byField && (field == null || field.isBlank())) {
            at.error(
                    "assign-to-field-missing",
                    "Steps are assigned by a record field, but 'assignToField' is missing.",
                    "Set 'assignToField' to the name of the field that contains the user.");
        } else if (!byField && field != null) {
            at.error(
                    "setting-superfluous",
                    "'assignToField' is set, but steps are assigned to '" + draft.assignTo() + "'.",
                    "Remove it or set 'assignTo' to record-field.");
        } else if (field != null && field.length() <= MAX_LENGTH) {
            FieldNameCheck.check(field, at, record);
        }
        checkText(field, at);
    }

    private static void checkExitCriteria(Draft draft, Place at, DraftContext context) {
        List<Node> nodes = draft.graph().byKind().toList();
        boolean sendsEmail = nodes.stream().map(Node::type).anyMatch(NodeType::sendsEmail);
        Set<ExitCriterion> seen = new HashSet<>();
        for (int i = 0; i < draft.exitCriteria().size(); i++) {
            ExitCriterion criterion = draft.exitCriteria().get(i);
            Place place = at.at("[" + i + "]");
            criterion.check(place, sendsEmail, context);
            if (!seen.add(criterion)) {
                place.warning("exit-criterion-repeated", "The exit criterion is listed twice.", "Remove one of them.");
            }
        }
        boolean alone = nodes.stream().map(Node::type).anyMatch(NodeType::sendsByItself);
        if (alone && seen.stream().noneMatch(one -> one.on().equals(ExitCriterion.OPT_OUT))) {
            at.warning(
                    "exit-on-opt-out-missing",
                    "Automated messages are also sent to customers who opted out.",
                    "Add the exit criterion 'opt-out'.");
        }
        boolean emailsAlone =
                nodes.stream().map(Node::type).anyMatch(type -> type.sendsByItself() && type.sendsEmail());
        if (emailsAlone && seen.stream().noneMatch(one -> one.on().equals(ExitCriterion.BOUNCE))) {
            at.warning(
                    "exit-on-bounce-missing",
                    "Automated emails are also sent to addresses that bounced.",
                    "Add the exit criterion 'bounce'.");
        }
    }

    private static void checkHolidays(@Nullable String calendar, Place at, @Nullable Set<String> known) {
        checkText(calendar, at);
        if (calendar != null && calendar.length() <= MAX_LENGTH && known != null && !known.contains(calendar)) {
            at.error(
                    "holiday-calendar-unknown",
                    "The holiday calendar " + Finding.quoted(calendar) + " does not exist.",
                    "Create it at /holiday-calendars, use another one, or remove 'holidayCalendar'.");
        }
    }

    private static void checkText(@Nullable String text, Place at) {
        if (text != null && text.length() > MAX_LENGTH) {
            at.error(
                    "setting-too-long",
                    "The text has " + text.length() + " characters; the limit is " + MAX_LENGTH + ".",
                    "Shorten it to " + MAX_LENGTH + " characters.");
        }
    }
}

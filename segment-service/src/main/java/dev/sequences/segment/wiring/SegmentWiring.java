package dev.sequences.segment.wiring;

import dev.sequences.chassis.eventlog.EventNames;
import dev.sequences.segment.assignment.model.AssignmentFact;
import dev.sequences.segment.assignment.model.rule.RuleEvent;
import dev.sequences.segment.fieldupdate.model.FieldUpdateFact;
import dev.sequences.segment.membership.model.MembershipFact;
import dev.sequences.segment.recordtype.model.RecordTypeEvent;
import dev.sequences.segment.segment.model.SegmentEvent;
import dev.sequences.segment.seller.model.SellerEvent;
import dev.sequences.segment.team.model.TeamEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Logical names of the stored event types. A released name never changes its meaning. */
@ApplicationScoped
public class SegmentWiring {

    @Produces
    @Singleton
    EventNames eventNames() {
        return names();
    }

    public static EventNames names() {
        return new EventNames()
                .add("segment.segment-created", 1, SegmentEvent.SegmentCreated.class)
                .add("segment.segment-changed", 1, SegmentEvent.SegmentChanged.class)
                .add("segment.segment-activated", 1, SegmentEvent.SegmentActivated.class)
                .add("segment.segment-deactivated", 1, SegmentEvent.SegmentDeactivated.class)
                .add("segment.segment-deleted", 1, SegmentEvent.SegmentDeleted.class)
                .add("seller.calendar-set", 1, SellerEvent.CalendarSet.class)
                .add("seller.seller-set", 1, SellerEvent.SellerSet.class)
                .add("team.team-set", 1, TeamEvent.TeamSet.class)
                .add("record-type.record-type-declared", 1, RecordTypeEvent.RecordTypeDeclared.class)
                .add("assignment-rules.rule-created", 1, RuleEvent.RuleCreated.class)
                .add("assignment-rules.rule-changed", 1, RuleEvent.RuleChanged.class)
                .add("assignment-rules.rule-activated", 1, RuleEvent.RuleActivated.class)
                .add("assignment-rules.rule-deactivated", 1, RuleEvent.RuleDeactivated.class)
                .add("assignment-rules.rule-deleted", 1, RuleEvent.RuleDeleted.class)
                .add("assignment-rules.rules-ordered", 1, RuleEvent.RulesOrdered.class)
                .add("assignment.record-assigned", 1, AssignmentFact.RecordAssigned.class)
                .add("assignment.assignment-failed", 1, AssignmentFact.AssignmentFailed.class)
                .add("field-update.applied", 1, FieldUpdateFact.FieldUpdateApplied.class)
                .add("field-update.refused", 1, FieldUpdateFact.FieldUpdateRefused.class)
                .add("field-update.delegated", 1, FieldUpdateFact.FieldUpdateDelegated.class)
                .add("membership.record-joined", 1, MembershipFact.RecordJoined.class)
                .add("membership.record-left", 1, MembershipFact.RecordLeft.class);
    }
}

package dev.sequences.contracts.catalogue;

import dev.sequences.contracts.ContractEvent;
import dev.sequences.contracts.Topics;
import dev.sequences.contracts.abtest.AbTestDecidedV1;
import dev.sequences.contracts.assignment.AssignmentFailedV1;
import dev.sequences.contracts.assignment.RecordAssignedV1;
import dev.sequences.contracts.crm.ActivityRecordedV1;
import dev.sequences.contracts.crm.RecordChangedV1;
import dev.sequences.contracts.definition.RevisionDiscardedV1;
import dev.sequences.contracts.definition.RevisionStartedV1;
import dev.sequences.contracts.definition.SequenceActivatedV1;
import dev.sequences.contracts.definition.SequenceCreatedV1;
import dev.sequences.contracts.definition.SequenceDeactivatedV1;
import dev.sequences.contracts.definition.SequenceDeletedV1;
import dev.sequences.contracts.definition.SequenceReassignedV1;
import dev.sequences.contracts.definition.SequenceRenamedV1;
import dev.sequences.contracts.definition.SequenceTaggedV1;
import dev.sequences.contracts.enrollment.ConditionEvaluatedV1;
import dev.sequences.contracts.enrollment.EnrollmentEndedV1;
import dev.sequences.contracts.enrollment.FieldUpdateRequestedV1;
import dev.sequences.contracts.enrollment.MessageRequestedV1;
import dev.sequences.contracts.enrollment.RecordEnrolledV1;
import dev.sequences.contracts.enrollment.StepCancelledV1;
import dev.sequences.contracts.enrollment.StepCompletedV1;
import dev.sequences.contracts.enrollment.StepFailedV1;
import dev.sequences.contracts.enrollment.StepOpenedV1;
import dev.sequences.contracts.enrollment.StepReassignedV1;
import dev.sequences.contracts.enrollment.StepRescheduledV1;
import dev.sequences.contracts.enrollment.StepRetriedV1;
import dev.sequences.contracts.enrollment.StepSkippedV1;
import dev.sequences.contracts.enrollment.WaitEndedV1;
import dev.sequences.contracts.enrollment.WaitStartedV1;
import dev.sequences.contracts.fieldupdate.FieldUpdateAppliedV1;
import dev.sequences.contracts.fieldupdate.FieldUpdateDelegatedV1;
import dev.sequences.contracts.fieldupdate.FieldUpdateRefusedV1;
import dev.sequences.contracts.holidaycalendar.HolidayCalendarDeletedV1;
import dev.sequences.contracts.holidaycalendar.HolidayCalendarSavedV1;
import dev.sequences.contracts.messagetemplate.MessageTemplateDeletedV1;
import dev.sequences.contracts.messagetemplate.MessageTemplateSavedV1;
import dev.sequences.contracts.segment.RecordJoinedSegmentV1;
import dev.sequences.contracts.segment.RecordLeftSegmentV1;
import dev.sequences.contracts.segment.SegmentActivatedV1;
import dev.sequences.contracts.segment.SegmentDeactivatedV1;
import dev.sequences.contracts.segment.SegmentDeletedV1;
import dev.sequences.contracts.seller.SellerChangedV1;
import dev.sequences.contracts.seller.TeamChangedV1;
import dev.sequences.contracts.tag.TagAddedV1;
import dev.sequences.contracts.tag.TagDeletedV1;
import dev.sequences.contracts.tag.TagMovedV1;
import dev.sequences.contracts.tag.TagRenamedV1;
import dev.sequences.contracts.workitem.NoteAddedV1;
import dev.sequences.contracts.workitem.WaitSkipRequestedV1;
import dev.sequences.contracts.workitem.WorkItemCompletedV1;
import dev.sequences.contracts.workitem.WorkItemOpenedV1;
import dev.sequences.contracts.workitem.WorkItemReassignedV1;
import dev.sequences.contracts.workitem.WorkItemResumedV1;
import dev.sequences.contracts.workitem.WorkItemSkippedV1;
import dev.sequences.contracts.workitem.WorkItemSnoozedV1;
import dev.sequences.contracts.workitem.WorkItemWithdrawnV1;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The catalogue of all published events. */
public final class EventTypes {

    /** Every event that the suite publishes or accepts, in the order of the contract page. */
    public static final List<EventType> ALL = List.of(
            new EventType("sequences.definition.sequence-created.v1", Topics.DEFINITIONS, SequenceCreatedV1.class),
            new EventType("sequences.definition.sequence-activated.v1", Topics.DEFINITIONS, SequenceActivatedV1.class),
            new EventType("sequences.definition.revision-started.v1", Topics.DEFINITIONS, RevisionStartedV1.class),
            new EventType("sequences.definition.revision-discarded.v1", Topics.DEFINITIONS, RevisionDiscardedV1.class),
            new EventType(
                    "sequences.definition.sequence-deactivated.v1", Topics.DEFINITIONS, SequenceDeactivatedV1.class),
            new EventType("sequences.definition.sequence-renamed.v1", Topics.DEFINITIONS, SequenceRenamedV1.class),
            new EventType("sequences.definition.sequence-deleted.v1", Topics.DEFINITIONS, SequenceDeletedV1.class),
            new EventType(
                    "sequences.definition.sequence-reassigned.v1", Topics.DEFINITIONS, SequenceReassignedV1.class),
            new EventType("sequences.definition.sequence-tagged.v1", Topics.DEFINITIONS, SequenceTaggedV1.class),
            new EventType("sequences.tag.tag-added.v1", Topics.DEFINITIONS, TagAddedV1.class),
            new EventType("sequences.tag.tag-renamed.v1", Topics.DEFINITIONS, TagRenamedV1.class),
            new EventType("sequences.tag.tag-moved.v1", Topics.DEFINITIONS, TagMovedV1.class),
            new EventType("sequences.tag.tag-deleted.v1", Topics.DEFINITIONS, TagDeletedV1.class),
            new EventType(
                    "sequences.message-template.message-template-saved.v1",
                    Topics.DEFINITIONS,
                    MessageTemplateSavedV1.class),
            new EventType(
                    "sequences.message-template.message-template-deleted.v1",
                    Topics.DEFINITIONS,
                    MessageTemplateDeletedV1.class),
            new EventType(
                    "sequences.holiday-calendar.holiday-calendar-saved.v1",
                    Topics.DEFINITIONS,
                    HolidayCalendarSavedV1.class),
            new EventType(
                    "sequences.holiday-calendar.holiday-calendar-deleted.v1",
                    Topics.DEFINITIONS,
                    HolidayCalendarDeletedV1.class),
            new EventType("sequences.enrollment.record-enrolled.v1", Topics.ENROLLMENTS, RecordEnrolledV1.class),
            new EventType("sequences.enrollment.step-opened.v1", Topics.ENROLLMENTS, StepOpenedV1.class),
            new EventType("sequences.enrollment.step-completed.v1", Topics.ENROLLMENTS, StepCompletedV1.class),
            new EventType("sequences.enrollment.step-skipped.v1", Topics.ENROLLMENTS, StepSkippedV1.class),
            new EventType("sequences.enrollment.step-cancelled.v1", Topics.ENROLLMENTS, StepCancelledV1.class),
            new EventType("sequences.enrollment.step-rescheduled.v1", Topics.ENROLLMENTS, StepRescheduledV1.class),
            new EventType("sequences.enrollment.step-reassigned.v1", Topics.ENROLLMENTS, StepReassignedV1.class),
            new EventType("sequences.enrollment.wait-started.v1", Topics.ENROLLMENTS, WaitStartedV1.class),
            new EventType("sequences.enrollment.wait-ended.v1", Topics.ENROLLMENTS, WaitEndedV1.class),
            new EventType(
                    "sequences.enrollment.condition-evaluated.v1", Topics.ENROLLMENTS, ConditionEvaluatedV1.class),
            new EventType("sequences.enrollment.message-requested.v1", Topics.ENROLLMENTS, MessageRequestedV1.class),
            new EventType(
                    "sequences.enrollment.field-update-requested.v1", Topics.ENROLLMENTS, FieldUpdateRequestedV1.class),
            new EventType("sequences.enrollment.step-failed.v1", Topics.ENROLLMENTS, StepFailedV1.class),
            new EventType("sequences.enrollment.step-retried.v1", Topics.ENROLLMENTS, StepRetriedV1.class),
            new EventType("sequences.enrollment.enrollment-ended.v1", Topics.ENROLLMENTS, EnrollmentEndedV1.class),
            new EventType("sequences.ab-test.ab-test-decided.v1", Topics.ENROLLMENTS, AbTestDecidedV1.class),
            new EventType("sequences.work-item.work-item-opened.v1", Topics.WORK_ITEMS, WorkItemOpenedV1.class),
            new EventType("sequences.work-item.work-item-completed.v1", Topics.WORK_ITEMS, WorkItemCompletedV1.class),
            new EventType("sequences.work-item.work-item-skipped.v1", Topics.WORK_ITEMS, WorkItemSkippedV1.class),
            new EventType("sequences.work-item.work-item-snoozed.v1", Topics.WORK_ITEMS, WorkItemSnoozedV1.class),
            new EventType("sequences.work-item.work-item-resumed.v1", Topics.WORK_ITEMS, WorkItemResumedV1.class),
            new EventType("sequences.work-item.work-item-reassigned.v1", Topics.WORK_ITEMS, WorkItemReassignedV1.class),
            new EventType("sequences.work-item.wait-skip-requested.v1", Topics.WORK_ITEMS, WaitSkipRequestedV1.class),
            new EventType("sequences.work-item.work-item-withdrawn.v1", Topics.WORK_ITEMS, WorkItemWithdrawnV1.class),
            new EventType("sequences.work-item.note-added.v1", Topics.WORK_ITEMS, NoteAddedV1.class),
            new EventType("sequences.segment.segment-activated.v1", Topics.SEGMENTS, SegmentActivatedV1.class),
            new EventType("sequences.segment.segment-deactivated.v1", Topics.SEGMENTS, SegmentDeactivatedV1.class),
            new EventType("sequences.segment.segment-deleted.v1", Topics.SEGMENTS, SegmentDeletedV1.class),
            new EventType("sequences.segment.record-joined-segment.v1", Topics.SEGMENTS, RecordJoinedSegmentV1.class),
            new EventType("sequences.segment.record-left-segment.v1", Topics.SEGMENTS, RecordLeftSegmentV1.class),
            new EventType("sequences.assignment.record-assigned.v1", Topics.ASSIGNMENTS, RecordAssignedV1.class),
            new EventType("sequences.assignment.assignment-failed.v1", Topics.ASSIGNMENTS, AssignmentFailedV1.class),
            new EventType(
                    "sequences.field-update.field-update-applied.v1", Topics.SEGMENTS, FieldUpdateAppliedV1.class),
            new EventType(
                    "sequences.field-update.field-update-refused.v1", Topics.SEGMENTS, FieldUpdateRefusedV1.class),
            new EventType(
                    "sequences.field-update.field-update-delegated.v1", Topics.SEGMENTS, FieldUpdateDelegatedV1.class),
            new EventType("sequences.seller.seller-changed.v1", Topics.SELLERS, SellerChangedV1.class),
            new EventType("sequences.seller.team-changed.v1", Topics.SELLERS, TeamChangedV1.class),
            new EventType("crm.record.record-changed.v1", Topics.CRM_RECORDS, RecordChangedV1.class),
            new EventType("crm.activity.activity-recorded.v1", Topics.CRM_ACTIVITIES, ActivityRecordedV1.class));

    private static final Map<String, EventType> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(EventType::name, Function.identity()));

    private static final Map<Class<?>, EventType> BY_SHAPE =
            ALL.stream().collect(Collectors.toUnmodifiableMap(EventType::shape, Function.identity()));

    private EventTypes() {}

    /** Returns the event with this {@code ce_type}; empty for a name that this release does not know. */
    public static Optional<EventType> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** Returns the catalogue entry of a published record. */
    public static EventType of(ContractEvent event) {
        return of(event.getClass());
    }

    /** Returns the {@code ce_type} of a published record. */
    public static String nameOf(Class<? extends ContractEvent> shape) {
        return of(shape).name();
    }

    private static EventType of(Class<? extends ContractEvent> shape) {
        EventType type = BY_SHAPE.get(shape);
        if (type == null) {
            throw new IllegalArgumentException(shape.getSimpleName()
                    + " is not in the catalogue: add it to EventTypes, with a schema and a sample");
        }
        return type;
    }
}

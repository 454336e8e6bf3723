package dev.sequences.acceptance.faults;

import java.util.List;
import java.util.function.Function;

/**
 * A view of a service.
 *
 * @param table {@code <service>.<table>}
 * @param key its key columns; columns joined by a colon form one part
 * @param fold computes the expected rows
 */
record View(String property, String table, List<String> key, Function<Evidence, Rows> fold) {

    /** Every view that is compared row by row. */
    static final List<View> ALL = List.of(
            new View(
                    "O4 the catalogue of sequences is the fold of its log",
                    "designer.sequence_catalogue",
                    List.of("id"),
                    DesignerFold::catalogue),
            new View(
                    "O4 the versions of sequences are the fold of their log",
                    "designer.sequence_version",
                    List.of("sequence_id", "number"),
                    DesignerFold::versions),
            new View(
                    "O4 the search of sequences is the fold of its log",
                    "designer.sequence_search",
                    List.of("id"),
                    DesignerFold::search),
            new View("O4 the tags are the fold of their log", "designer.tag", List.of("id"), DesignerFold::tags),
            new View(
                    "O4 the message templates are the fold of their log",
                    "designer.message_template",
                    List.of("id"),
                    DesignerFold::messageTemplates),
            new View(
                    "O4 the holiday calendars are the fold of their log",
                    "designer.holiday_calendar",
                    List.of("id"),
                    DesignerFold::holidayCalendars),
            new View(
                    "O4 the list of enrollments is the fold of its log",
                    "enrollment.enrollment",
                    List.of("enrollment_id"),
                    EnrollmentFold::enrollments),
            new View(
                    "O4 enrollments know sequences as on the topic",
                    "enrollment.sequence_state",
                    List.of("sequence_id"),
                    Fold::sequenceStates),
            new View(
                    "O4 enrollments have the latest holidays of the topic",
                    "enrollment.holiday_calendar",
                    List.of("id"),
                    CalendarFold::holidays),
            new View(
                    "O4 enrollments have the latest working hours of sellers on the topic",
                    "enrollment.seller_calendar",
                    List.of("seller_id"),
                    CalendarFold::sellers),
            new View(
                    "O4 the work list is the fold of its log",
                    "worklist.work_item",
                    List.of("id"),
                    WorkItemFold::workItems),
            new View(
                    "O4 the work list names sequences as the topic does",
                    "worklist.sequence_name",
                    List.of("sequence_id"),
                    Fold::sequenceNames),
            new View(
                    "O4 the segments are the fold of their log",
                    "segment.segment",
                    List.of("id"),
                    SegmentFold::segments),
            new View(
                    "O4 the memberships are the fold of their log",
                    "segment.membership",
                    List.of("record_type:record_id"),
                    SegmentFold::memberships),
            new View("O4 the sellers are the fold of their log", "segment.seller", List.of("id"), StaffFold::sellers),
            new View("O4 the teams are the fold of their log", "segment.team", List.of("id"), StaffFold::teams),
            new View(
                    "O4 the declared record types are the fold of their log",
                    "segment.record_type",
                    List.of("record_type"),
                    SegmentFold::recordTypes),
            new View(
                    "O4 the assignment rules are the fold of their log",
                    "segment.assignment_rule",
                    List.of("segment_id", "id"),
                    AssignmentFold::rules),
            new View(
                    "O4 the last decisions about records are the fold of their log",
                    "segment.record_assignment",
                    List.of("record_type:record_id"),
                    AssignmentFold::lastDecisions),
            new View(
                    "O4 the outcomes of field updates are the fold of their log",
                    "segment.field_update",
                    List.of("step_id"),
                    SegmentFold::fieldUpdates),
            new View(
                    "O4 segments know open enrollments as on the topic",
                    "segment.open_enrollment",
                    List.of("enrollment_id"),
                    SegmentFold::openEnrollments),
            new View(
                    "O4 segments have the latest holidays of the topic",
                    "segment.holiday_calendar",
                    List.of("id"),
                    CalendarFold::existingHolidays),
            new View(
                    "O4 insights: enrollments are the fold of the topic",
                    "insights.enrollment_fact",
                    List.of("enrollment_id"),
                    InsightsEnrollmentFold::enrollmentFacts),
            new View(
                    "O4 insights: steps are the fold of the topic",
                    "insights.step_fact",
                    List.of("step_id"),
                    InsightsStepFold::stepFacts),
            new View(
                    "O4 insights: the step funnel matches the events",
                    "insights.step_funnel",
                    List.of("sequence_id", "version", "step_key"),
                    InsightsStepFold::stepFunnel),
            new View(
                    "O4 insights: the actions on steps match the events",
                    "insights.step_action",
                    List.of("sequence_id", "version", "step_key", "action"),
                    InsightsStepFold::stepActions),
            new View(
                    "O4 insights: the times of steps match the events",
                    "insights.step_time",
                    List.of("sequence_id", "version", "step_key", "bucket"),
                    InsightsStepFold::stepTimes),
            new View(
                    "O4 insights: branches are the fold of the topic",
                    "insights.branch_fact",
                    List.of("step_id"),
                    InsightsBranchFold::branchFacts),
            new View(
                    "O4 insights: the branch funnel matches the events",
                    "insights.branch_funnel",
                    List.of("sequence_id", "version", "step_key", "branch"),
                    InsightsBranchFold::branchFunnel),
            new View(
                    "O4 insights: the errors match the events",
                    "insights.enrollment_error",
                    List.of("sequence_id", "version", "step_key", "error_code"),
                    InsightsEnrollmentFold::errors),
            new View(
                    "O4 insights: the enrollment funnel matches the events",
                    "insights.enrollment_funnel",
                    List.of("sequence_id", "version"),
                    InsightsEnrollmentFold::enrollmentFunnel),
            new View(
                    "O4 insights: the reasons of ends match the events",
                    "insights.end_reason",
                    List.of("sequence_id", "version", "end_reason"),
                    InsightsEnrollmentFold::endReasons),
            new View(
                    "O4 insights: the days match the events",
                    "insights.enrollment_day",
                    List.of("sequence_id", "version", "day"),
                    InsightsEnrollmentFold::days),
            new View(
                    "O4 insights: the sellers' figures match the events",
                    "insights.seller_funnel",
                    List.of("assignee_type", "assignee", "sequence_id"),
                    InsightsStepFold::sellerFunnel),
            new View(
                    "O4 insights: sequences are the fold of the topic",
                    "insights.sequence_definition",
                    List.of("sequence_id"),
                    InsightsDefinitionFold::definitions),
            new View(
                    "O4 insights: versions are the fold of the topic",
                    "insights.sequence_version",
                    List.of("sequence_id", "version"),
                    InsightsDefinitionFold::versions),
            new View(
                    "O4 insights: nodes are the fold of the topic",
                    "insights.sequence_node",
                    List.of("sequence_id", "version", "node_key"),
                    InsightsDefinitionFold::nodes));
}

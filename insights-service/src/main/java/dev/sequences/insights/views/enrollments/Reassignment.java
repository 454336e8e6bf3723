package dev.sequences.insights.views.enrollments;

import dev.sequences.insights.views.enrollments.StepFact.Assignee;
import java.time.Instant;

/**
 * A step that was reassigned; a row of {@code step_reassignment}.
 *
 * @param step the step with its former assignee
 * @param to the new assignee
 * @param position position of the event in the stream of the enrollment
 */
record Reassignment(StepFact step, Assignee to, Instant reassignedAt, long position) {}

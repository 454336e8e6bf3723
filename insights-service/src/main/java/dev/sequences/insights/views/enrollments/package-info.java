/** Facts about enrollments and steps, folded from events, and the counters that follow from their changes. */
@NullMarked
package dev.sequences.insights.views.enrollments;

import org.jspecify.annotations.NullMarked;

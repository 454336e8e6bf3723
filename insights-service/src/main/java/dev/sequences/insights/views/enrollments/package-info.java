/** Facts about enrollments and steps, folded from events, and the counters derived from their changes. */
@NullMarked
package dev.sequences.insights.views.enrollments;

import org.jspecify.annotations.NullMarked;

/** Processes events of enrollments. */
@NullMarked
package dev.sequences.segment.intake.enrollments;

import org.jspecify.annotations.NullMarked;

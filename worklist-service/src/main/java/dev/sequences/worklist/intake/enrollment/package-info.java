/** Turns steps and waits of enrollments into work items. */
@NullMarked
package dev.sequences.worklist.intake.enrollment;

import org.jspecify.annotations.NullMarked;

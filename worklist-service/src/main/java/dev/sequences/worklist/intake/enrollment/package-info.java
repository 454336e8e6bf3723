/** Steps and waits of enrollments become work items. */
@NullMarked
package dev.sequences.worklist.intake.enrollment;

import org.jspecify.annotations.NullMarked;

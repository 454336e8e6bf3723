/** Applies field updates that enrollments request to the records of this service. */
@NullMarked
package dev.sequences.segment.fieldupdate;

import org.jspecify.annotations.NullMarked;

/** Outcomes of the field updates that enrollments request, on topic {@code sequences.segments}. */
@NullMarked
package dev.sequences.contracts.fieldupdate;

import org.jspecify.annotations.NullMarked;

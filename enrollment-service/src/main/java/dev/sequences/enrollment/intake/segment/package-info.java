/** Records that joined or left a segment. */
@NullMarked
package dev.sequences.enrollment.intake.segment;

import org.jspecify.annotations.NullMarked;

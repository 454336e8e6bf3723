/** Sequence definitions: the live version and its graph. */
@NullMarked
package dev.sequences.enrollment.intake.definitions;

import org.jspecify.annotations.NullMarked;

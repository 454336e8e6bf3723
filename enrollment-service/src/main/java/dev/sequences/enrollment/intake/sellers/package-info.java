/** When sellers work. */
@NullMarked
package dev.sequences.enrollment.intake.sellers;

import org.jspecify.annotations.NullMarked;

/** Working hours of sellers. */
@NullMarked
package dev.sequences.enrollment.intake.sellers;

import org.jspecify.annotations.NullMarked;

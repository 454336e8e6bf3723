/** Stored names of this service. */
@NullMarked
package dev.sequences.enrollment.wiring;

import org.jspecify.annotations.NullMarked;

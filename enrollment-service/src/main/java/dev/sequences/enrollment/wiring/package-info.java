/** Stored names and the table of contents of this service. */
@NullMarked
package dev.sequences.enrollment.wiring;

import org.jspecify.annotations.NullMarked;

/** Domain events as the facts that others see. */
@NullMarked
package dev.sequences.enrollment.publication;

import org.jspecify.annotations.NullMarked;

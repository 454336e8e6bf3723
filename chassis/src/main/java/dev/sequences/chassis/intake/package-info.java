/** Messages of other services, taken exactly once in effect; what cannot be taken is parked. */
@NullMarked
package dev.sequences.chassis.intake;

import org.jspecify.annotations.NullMarked;

/** Durable timers, set in the transaction of the event that starts them and fired in batches. */
@NullMarked
package dev.sequences.chassis.timers;

import org.jspecify.annotations.NullMarked;

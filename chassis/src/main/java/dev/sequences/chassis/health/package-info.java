/** Readiness checks of the parts that all services share: broker, relay, intake and timers. */
@NullMarked
package dev.sequences.chassis.health;

import org.jspecify.annotations.NullMarked;

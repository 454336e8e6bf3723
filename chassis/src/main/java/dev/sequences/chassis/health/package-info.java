/** Readiness of what every service stands on: relay, intake, timers. */
@NullMarked
package dev.sequences.chassis.health;

import org.jspecify.annotations.NullMarked;

/** Units of work: commands, timers, claims, consumer offsets and views change in one PostgreSQL transaction. */
@NullMarked
package dev.sequences.chassis.unit;

import org.jspecify.annotations.NullMarked;

/** One unit of work: commands, timers, claims, positions and views in one PostgreSQL transaction. */
@NullMarked
package dev.sequences.chassis.unit;

import org.jspecify.annotations.NullMarked;

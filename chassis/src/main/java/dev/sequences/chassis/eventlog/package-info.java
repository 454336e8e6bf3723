/** The event log: Axon's JDBC store with logical event names, snapshots and upcasters. */
@NullMarked
package dev.sequences.chassis.eventlog;

import org.jspecify.annotations.NullMarked;

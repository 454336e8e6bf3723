/** The event log: Axon's JDBC store, serializer, snapshots and upcasters behind our own names. */
@NullMarked
package dev.sequences.chassis.eventlog;

import org.jspecify.annotations.NullMarked;

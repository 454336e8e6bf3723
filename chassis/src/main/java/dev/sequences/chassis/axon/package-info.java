/** The event log: Axon's JDBC store, serializer, snapshots and upcasters behind names of ours. */
@NullMarked
package dev.sequences.chassis.axon;

import org.jspecify.annotations.NullMarked;

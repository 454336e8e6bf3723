/** Connections to the Kafka brokers: one set of client properties for consumers, relay, dead letters and measurements. */
@NullMarked
package dev.sequences.chassis.kafka;

import org.jspecify.annotations.NullMarked;

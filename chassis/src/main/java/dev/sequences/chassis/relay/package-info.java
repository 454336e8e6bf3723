/** The way from the event table to Kafka. The only place that knows Debezium. */
@NullMarked
package dev.sequences.chassis.relay;

import org.jspecify.annotations.NullMarked;

/** The intake from Kafka: messages take effect exactly once, and those that cannot be processed are parked. */
@NullMarked
package dev.sequences.chassis.intake;

import org.jspecify.annotations.NullMarked;

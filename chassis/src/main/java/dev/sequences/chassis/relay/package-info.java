/** The relay from the write-ahead log of PostgreSQL to Kafka; the only package that depends on Debezium. */
@NullMarked
package dev.sequences.chassis.relay;

import org.jspecify.annotations.NullMarked;

/**
 * The suite on one machine: a real PostgreSQL server, a real Kafka broker and the five services, each in a process of its own, and the
 * command line that starts, watches and stops them. Tests use the same classes as the command line.
 */
@NullMarked
package dev.sequences.local;

import org.jspecify.annotations.NullMarked;

/** Real PostgreSQL and real Kafka for tests, shared by all tests of a JVM, and tokens that their services accept. */
@NullMarked
package dev.sequences.testkit.infra;

import org.jspecify.annotations.NullMarked;

/** Durable jobs for long work, with progress and resumption after a crash. */
@NullMarked
package dev.sequences.chassis.jobs;

import org.jspecify.annotations.NullMarked;

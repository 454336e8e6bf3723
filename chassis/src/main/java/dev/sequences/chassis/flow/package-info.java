/** Causation, correlation and tracing of events, and their fields in logs and spans. */
@NullMarked
package dev.sequences.chassis.flow;

import org.jspecify.annotations.NullMarked;

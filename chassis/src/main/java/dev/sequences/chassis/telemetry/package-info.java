/** Correlation, traces and lag. */
@NullMarked
package dev.sequences.chassis.telemetry;

import org.jspecify.annotations.NullMarked;

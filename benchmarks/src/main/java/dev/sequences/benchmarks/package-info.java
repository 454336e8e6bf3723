/** Measures the whole suite on this machine and compares every figure with the raw limit of the same run. */
@NullMarked
package dev.sequences.benchmarks;

import org.jspecify.annotations.NullMarked;

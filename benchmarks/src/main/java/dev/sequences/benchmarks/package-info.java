/** Measures the whole suite on this machine and sets every figure beside the raw limit of the same run. */
@NullMarked
package dev.sequences.benchmarks;

import org.jspecify.annotations.NullMarked;

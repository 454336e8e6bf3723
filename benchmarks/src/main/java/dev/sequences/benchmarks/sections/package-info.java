/** One class per part of the run. */
@NullMarked
package dev.sequences.benchmarks.sections;

import org.jspecify.annotations.NullMarked;

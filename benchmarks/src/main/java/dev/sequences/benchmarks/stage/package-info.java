/** The running suite that the sections measure, and what each section promises. */
@NullMarked
package dev.sequences.benchmarks.stage;

import org.jspecify.annotations.NullMarked;

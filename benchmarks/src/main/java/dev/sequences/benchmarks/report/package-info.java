/** What was measured: figures, promises, the one table. */
@NullMarked
package dev.sequences.benchmarks.report;

import org.jspecify.annotations.NullMarked;

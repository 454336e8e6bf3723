/** The registry of metrics: the words shown next to each number, as data. */
@NullMarked
package dev.sequences.insights.metrics;

import org.jspecify.annotations.NullMarked;

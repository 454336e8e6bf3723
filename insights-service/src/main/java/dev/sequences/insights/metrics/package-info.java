/** The registry of metrics: definitions of all figures, as data. */
@NullMarked
package dev.sequences.insights.metrics;

import org.jspecify.annotations.NullMarked;

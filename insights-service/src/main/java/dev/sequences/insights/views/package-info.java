/** Projections: their contract, and the path of received events into them. */
@NullMarked
package dev.sequences.insights.views;

import org.jspecify.annotations.NullMarked;

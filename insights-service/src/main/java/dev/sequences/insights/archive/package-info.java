/** The append-only archive of received events, from which projections are rebuilt. */
@NullMarked
package dev.sequences.insights.archive;

import org.jspecify.annotations.NullMarked;

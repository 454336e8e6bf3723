/** The figures of each seller over HTTP. */
@NullMarked
package dev.sequences.insights.views.sellers;

import org.jspecify.annotations.NullMarked;

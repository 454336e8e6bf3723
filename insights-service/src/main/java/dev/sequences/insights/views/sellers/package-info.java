/** What each seller has done, over HTTP. */
@NullMarked
package dev.sequences.insights.views.sellers;

import org.jspecify.annotations.NullMarked;

/** Table and list of the current sellers. */
@NullMarked
package dev.sequences.segment.views.sellers;

import org.jspecify.annotations.NullMarked;

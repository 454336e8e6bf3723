/** The list of segments, updated in the transaction of the events. */
@NullMarked
package dev.sequences.segment.views.segmentlist;

import org.jspecify.annotations.NullMarked;

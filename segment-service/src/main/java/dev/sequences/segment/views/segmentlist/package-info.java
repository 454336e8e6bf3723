/** The list of segments, written with the events. */
@NullMarked
package dev.sequences.segment.views.segmentlist;

import org.jspecify.annotations.NullMarked;

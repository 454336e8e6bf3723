/** What a segment is and what may be done to it. Pure. */
@NullMarked
package dev.sequences.segment.segment.model;

import org.jspecify.annotations.NullMarked;

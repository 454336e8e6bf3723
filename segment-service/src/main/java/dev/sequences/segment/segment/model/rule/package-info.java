/** The conditions of a segment and what they can read from a record. Pure. */
@NullMarked
package dev.sequences.segment.segment.model.rule;

import org.jspecify.annotations.NullMarked;

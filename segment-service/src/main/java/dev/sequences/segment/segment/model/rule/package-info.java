/** The conditions of a segment. Pure. */
@NullMarked
package dev.sequences.segment.segment.model.rule;

import org.jspecify.annotations.NullMarked;

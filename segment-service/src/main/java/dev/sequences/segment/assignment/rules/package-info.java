/** HTTP API of the assignment rules of segments. */
@NullMarked
package dev.sequences.segment.assignment.rules;

import org.jspecify.annotations.NullMarked;

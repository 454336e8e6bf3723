/** The assignment rules of a segment: created, changed, ordered, activated, deactivated and deleted. Pure. */
@NullMarked
package dev.sequences.segment.assignment.model.rule;

import org.jspecify.annotations.NullMarked;

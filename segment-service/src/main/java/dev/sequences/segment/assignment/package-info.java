/** Decides in the transaction of a membership who gets a record, and stores the decision. */
@NullMarked
package dev.sequences.segment.assignment;

import org.jspecify.annotations.NullMarked;

/** Membership rows, the evaluation that changes them, and what can be read of them. */
@NullMarked
package dev.sequences.segment.membership;

import org.jspecify.annotations.NullMarked;

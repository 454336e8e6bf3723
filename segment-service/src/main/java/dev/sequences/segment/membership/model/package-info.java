/** Decides which segment a record belongs to, given its facts and its current membership. Pure. */
@NullMarked
package dev.sequences.segment.membership.model;

import org.jspecify.annotations.NullMarked;

/** Decides which seller or team gets a record, and why. Pure. */
@NullMarked
package dev.sequences.segment.assignment.model;

import org.jspecify.annotations.NullMarked;

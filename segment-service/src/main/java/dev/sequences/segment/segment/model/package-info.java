/** The segment aggregate: state, commands, events and rules. Pure. */
@NullMarked
package dev.sequences.segment.segment.model;

import org.jspecify.annotations.NullMarked;

/** Conditions on a record: read, checked and evaluated with reasons. Pure. */
@NullMarked
package dev.sequences.segment.segment.model.rule;

import org.jspecify.annotations.NullMarked;

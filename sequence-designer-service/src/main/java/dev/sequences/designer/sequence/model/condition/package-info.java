/** Checks of conditions and values against the records as far as they are described. */
@NullMarked
package dev.sequences.designer.sequence.model.condition;

import org.jspecify.annotations.NullMarked;

/** Conditions on a record: and/or groups of field, operator and value. */
@NullMarked
package dev.sequences.designer.sequence.model.condition;

import org.jspecify.annotations.NullMarked;

/** Reading what was drawn: fields by type, with a complaint per field that is of another. */
@NullMarked
package dev.sequences.designer.sequence.model.reading;

import org.jspecify.annotations.NullMarked;

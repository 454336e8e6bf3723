/** Typed reading of drafts, with one error per field of a wrong type. */
@NullMarked
package dev.sequences.designer.sequence.model.reading;

import org.jspecify.annotations.NullMarked;

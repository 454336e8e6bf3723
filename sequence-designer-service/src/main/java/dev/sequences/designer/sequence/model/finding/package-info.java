/** Findings about a draft. */
@NullMarked
package dev.sequences.designer.sequence.model.finding;

import org.jspecify.annotations.NullMarked;

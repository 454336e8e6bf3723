/** What there is to know about a draft before it is activated. */
@NullMarked
package dev.sequences.designer.sequence.model.finding;

import org.jspecify.annotations.NullMarked;

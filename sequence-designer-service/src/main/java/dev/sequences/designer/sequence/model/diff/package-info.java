/** What differs between two drafts, in the words of a drawing and not of its text. */
@NullMarked
package dev.sequences.designer.sequence.model.diff;

import org.jspecify.annotations.NullMarked;

/** The difference between two drafts, in terms of nodes and edges instead of JSON. */
@NullMarked
package dev.sequences.designer.sequence.model.diff;

import org.jspecify.annotations.NullMarked;

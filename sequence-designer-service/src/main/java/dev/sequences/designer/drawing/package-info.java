/** Drafts as JSON: read with one error per field, written back unchanged. */
@NullMarked
package dev.sequences.designer.drawing;

import org.jspecify.annotations.NullMarked;

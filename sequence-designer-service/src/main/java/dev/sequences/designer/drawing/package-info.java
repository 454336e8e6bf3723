/** The graph as JSON: read with a complaint per field, written back as it was drawn. */
@NullMarked
package dev.sequences.designer.drawing;

import org.jspecify.annotations.NullMarked;

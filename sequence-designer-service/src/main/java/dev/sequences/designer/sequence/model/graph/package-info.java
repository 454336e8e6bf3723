/** The graph of a sequence and what makes it fit to be activated. JDK only. */
@NullMarked
package dev.sequences.designer.sequence.model.graph;

import org.jspecify.annotations.NullMarked;

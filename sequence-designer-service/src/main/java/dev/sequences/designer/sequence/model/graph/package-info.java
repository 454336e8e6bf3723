/** The graph of a sequence and its checks for activation. JDK only. */
@NullMarked
package dev.sequences.designer.sequence.model.graph;

import org.jspecify.annotations.NullMarked;

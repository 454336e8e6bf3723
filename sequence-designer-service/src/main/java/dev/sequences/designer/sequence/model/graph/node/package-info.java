/** The kinds of nodes. One file per kind holds its fields, how they are read and what is checked of them. */
@NullMarked
package dev.sequences.designer.sequence.model.graph.node;

import org.jspecify.annotations.NullMarked;

/** The node types. One file per type contains its fields, reader and checks. */
@NullMarked
package dev.sequences.designer.sequence.model.graph.node;

import org.jspecify.annotations.NullMarked;

/** The frozen graph and its nodes: pure data. */
@NullMarked
package dev.sequences.enrollment.enrollment.model.graph;

import org.jspecify.annotations.NullMarked;

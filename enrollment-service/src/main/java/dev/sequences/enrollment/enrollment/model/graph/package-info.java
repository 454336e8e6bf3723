/** The frozen graph and where a walk rests next: pure. */
@NullMarked
package dev.sequences.enrollment.enrollment.model.graph;

import org.jspecify.annotations.NullMarked;

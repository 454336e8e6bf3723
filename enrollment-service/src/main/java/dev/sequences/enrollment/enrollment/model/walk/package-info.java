/** The frozen graph and where a walk rests next: pure. */
@NullMarked
package dev.sequences.enrollment.enrollment.model.walk;

import org.jspecify.annotations.NullMarked;

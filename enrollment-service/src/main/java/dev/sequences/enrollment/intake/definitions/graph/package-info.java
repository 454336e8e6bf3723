/** Maps published versions to graphs. */
@NullMarked
package dev.sequences.enrollment.intake.definitions.graph;

import org.jspecify.annotations.NullMarked;

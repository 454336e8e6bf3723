/** What sellers did with their work items. */
@NullMarked
package dev.sequences.enrollment.intake.worklist;

import org.jspecify.annotations.NullMarked;

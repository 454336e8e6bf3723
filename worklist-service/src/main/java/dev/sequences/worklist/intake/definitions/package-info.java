/** Stores the sequence names that work items show. */
@NullMarked
package dev.sequences.worklist.intake.definitions;

import org.jspecify.annotations.NullMarked;

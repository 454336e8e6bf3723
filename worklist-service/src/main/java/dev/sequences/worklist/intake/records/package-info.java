/** Stores the record cards that work items show. */
@NullMarked
package dev.sequences.worklist.intake.records;

import org.jspecify.annotations.NullMarked;

/** Sequences give items their names. */
@NullMarked
package dev.sequences.worklist.intake.definitions;

import org.jspecify.annotations.NullMarked;

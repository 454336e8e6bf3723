/** The sequence designer: owns sequence definitions, from the first draft to the live version. */
@NullMarked
package dev.sequences.designer;

import org.jspecify.annotations.NullMarked;

/** The sequence designer: owns sequence definitions, from the first drawing to the version that is live. */
@NullMarked
package dev.sequences.designer;

import org.jspecify.annotations.NullMarked;

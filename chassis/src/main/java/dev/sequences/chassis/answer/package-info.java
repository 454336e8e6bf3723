/** Answers of a command that HTTP returns: success or problem. Knows no HTTP framework. */
@NullMarked
package dev.sequences.chassis.answer;

import org.jspecify.annotations.NullMarked;

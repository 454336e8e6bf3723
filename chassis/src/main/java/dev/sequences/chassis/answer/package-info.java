/** Responses of commands: answer or problem, independent of the HTTP framework. */
@NullMarked
package dev.sequences.chassis.answer;

import org.jspecify.annotations.NullMarked;

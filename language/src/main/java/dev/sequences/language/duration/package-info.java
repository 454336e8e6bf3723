/** Durations of waits and time limits. */
@NullMarked
package dev.sequences.language.duration;

import org.jspecify.annotations.NullMarked;

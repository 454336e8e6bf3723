/** The interface of pure models: {@code decide} may refuse, {@code evolve} may not. Depends on the JDK only. */
@NullMarked
package dev.sequences.chassis.decider;

import org.jspecify.annotations.NullMarked;

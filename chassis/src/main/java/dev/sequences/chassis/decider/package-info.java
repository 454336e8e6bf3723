/** The shape of a pure model: decide may refuse, evolve may not. JDK only, so that models may stand on it. */
@NullMarked
package dev.sequences.chassis.decider;

import org.jspecify.annotations.NullMarked;

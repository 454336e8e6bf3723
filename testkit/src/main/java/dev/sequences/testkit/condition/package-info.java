/** Conditions for tests: the published truth table, random cases, and a naive evaluator to compare with. */
@NullMarked
package dev.sequences.testkit.condition;

import org.jspecify.annotations.NullMarked;

/** Proof by comparing: what was acknowledged, what the logs hold, what the topics carry, what the views show. */
@NullMarked
package dev.sequences.acceptance.faults;

import org.jspecify.annotations.NullMarked;

/**
 * Proof by comparing: what was acknowledged, what the logs hold, what the topics carry, what the views show.
 *
 * <p>Everything here is written a second time on purpose, from what the events mean and without a line of a service's code: only
 * so can it contradict a service. What it does not know it reports, an event as well as a kind of timer.
 */
@NullMarked
package dev.sequences.acceptance.faults;

import org.jspecify.annotations.NullMarked;

/**
 * Compares the acknowledged commands, the logs, the topics and the views.
 *
 * <p>Deliberately implemented a second time, from the meaning of the events and without code of the services, so that it
 * can contradict them. Unknown events and kinds of timers are reported.
 */
@NullMarked
package dev.sequences.acceptance.faults;

import org.jspecify.annotations.NullMarked;

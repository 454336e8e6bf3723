/** Reactions to the service's own events: timers, released claims, rechecks. */
@NullMarked
package dev.sequences.enrollment.policies;

import org.jspecify.annotations.NullMarked;

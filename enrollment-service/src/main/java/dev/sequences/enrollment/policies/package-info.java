/** What follows from our own events: timers, released claims, ended enrollments. */
@NullMarked
package dev.sequences.enrollment.policies;

import org.jspecify.annotations.NullMarked;

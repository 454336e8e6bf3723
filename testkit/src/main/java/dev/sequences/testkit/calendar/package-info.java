/** Calendars of sellers with their open times, for the tests of every service that computes them. */
@NullMarked
package dev.sequences.testkit.calendar;

import org.jspecify.annotations.NullMarked;

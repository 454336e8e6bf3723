/** Opening hours, holidays and working calendars: one meaning for due times and for the availability of sellers. */
@NullMarked
package dev.sequences.language.calendar;

import org.jspecify.annotations.NullMarked;

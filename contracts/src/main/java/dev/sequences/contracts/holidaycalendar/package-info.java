/** Facts about holiday calendars. */
@NullMarked
package dev.sequences.contracts.holidaycalendar;

import org.jspecify.annotations.NullMarked;

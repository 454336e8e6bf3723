/** Commands of holiday calendars over HTTP. */
@NullMarked
package dev.sequences.designer.holidaycalendar;

import org.jspecify.annotations.NullMarked;

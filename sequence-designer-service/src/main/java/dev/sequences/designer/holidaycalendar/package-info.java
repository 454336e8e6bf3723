/** Holiday calendars, which sequences name: what changes them. */
@NullMarked
package dev.sequences.designer.holidaycalendar;

import org.jspecify.annotations.NullMarked;

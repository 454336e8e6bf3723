/** The list of holiday calendars, and one of them. */
@NullMarked
package dev.sequences.designer.views.holidaycalendars;

import org.jspecify.annotations.NullMarked;

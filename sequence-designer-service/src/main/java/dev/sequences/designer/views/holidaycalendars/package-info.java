/** The read model of holiday calendars. */
@NullMarked
package dev.sequences.designer.views.holidaycalendars;

import org.jspecify.annotations.NullMarked;

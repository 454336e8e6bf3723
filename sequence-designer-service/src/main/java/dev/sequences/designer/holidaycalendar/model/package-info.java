/** What a holiday calendar is, and what may be done with it. */
@NullMarked
package dev.sequences.designer.holidaycalendar.model;

import org.jspecify.annotations.NullMarked;

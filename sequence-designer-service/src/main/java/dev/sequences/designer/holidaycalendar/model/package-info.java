/** The holiday calendar aggregate and its rules. */
@NullMarked
package dev.sequences.designer.holidaycalendar.model;

import org.jspecify.annotations.NullMarked;

/** External data for checking a draft: record types, other sequences, templates, calendars and limits. */
@NullMarked
package dev.sequences.designer.sequence.model.context;

import org.jspecify.annotations.NullMarked;

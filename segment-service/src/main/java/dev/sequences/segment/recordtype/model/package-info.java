/** The declaration of a record type and its check of values. */
@NullMarked
package dev.sequences.segment.recordtype.model;

import org.jspecify.annotations.NullMarked;

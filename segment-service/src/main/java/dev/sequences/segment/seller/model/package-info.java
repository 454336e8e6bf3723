/** The seller aggregate: a calendar of working hours and time off. Pure. */
@NullMarked
package dev.sequences.segment.seller.model;

import org.jspecify.annotations.NullMarked;

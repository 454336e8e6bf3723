/** CRM records as they come in over HTTP and stand in our table. */
@NullMarked
package dev.sequences.segment.record;

import org.jspecify.annotations.NullMarked;

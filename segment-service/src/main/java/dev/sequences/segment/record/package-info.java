/** CRM records: their HTTP API and their table. */
@NullMarked
package dev.sequences.segment.record;

import org.jspecify.annotations.NullMarked;

/** Files of records: spooled while they arrive, turned into records by a job. */
@NullMarked
package dev.sequences.segment.recordimport;

import org.jspecify.annotations.NullMarked;

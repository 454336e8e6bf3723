/** Imports files of records: spools an upload to the database and processes it in a job. */
@NullMarked
package dev.sequences.segment.recordimport;

import org.jspecify.annotations.NullMarked;

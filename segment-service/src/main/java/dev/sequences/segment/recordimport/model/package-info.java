/** Parses CSV and NDJSON files of records: record boundaries, headers, cells and the errors of rows. Pure. */
@NullMarked
package dev.sequences.segment.recordimport.model;

import org.jspecify.annotations.NullMarked;

/** How a file of records is read: where a record ends, what its header says, what is wrong with a row. Pure. */
@NullMarked
package dev.sequences.segment.recordimport.model;

import org.jspecify.annotations.NullMarked;

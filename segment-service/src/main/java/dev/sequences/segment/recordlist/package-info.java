/** Lists of records by name, ids and conditions. */
@NullMarked
package dev.sequences.segment.recordlist;

import org.jspecify.annotations.NullMarked;

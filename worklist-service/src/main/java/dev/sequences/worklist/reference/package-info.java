/** Local copies of records and sequences that other services own. */
@NullMarked
package dev.sequences.worklist.reference;

import org.jspecify.annotations.NullMarked;

/** What we know of records and sequences that others own. */
@NullMarked
package dev.sequences.worklist.reference;

import org.jspecify.annotations.NullMarked;

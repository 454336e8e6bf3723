/** Work items, their lists, and the flags of each seller. */
@NullMarked
package dev.sequences.worklist;

import org.jspecify.annotations.NullMarked;

/** Records that a seller has opened or follows: a plain table, since no other part depends on it. */
@NullMarked
package dev.sequences.worklist.recordflag;

import org.jspecify.annotations.NullMarked;

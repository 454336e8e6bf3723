/** What one seller has opened and follows: a plain table, since nobody else acts on it. */
@NullMarked
package dev.sequences.worklist.recordflag;

import org.jspecify.annotations.NullMarked;

/** Which segment a record belongs to, given its facts and where it is now. Pure. */
@NullMarked
package dev.sequences.segment.segment.model.membership;

import org.jspecify.annotations.NullMarked;

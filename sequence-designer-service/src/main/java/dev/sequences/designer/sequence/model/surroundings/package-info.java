/** What a draft is checked against and does not know itself: the kinds of records, other sequences, earlier versions. */
@NullMarked
package dev.sequences.designer.sequence.model.surroundings;

import org.jspecify.annotations.NullMarked;

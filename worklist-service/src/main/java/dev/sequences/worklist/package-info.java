/** What a seller does next: work items, the list of them, and the seller's own flags. */
@NullMarked
package dev.sequences.worklist;

import org.jspecify.annotations.NullMarked;

/** The pure model of a work item: what may be done with it, and what follows. */
@NullMarked
package dev.sequences.worklist.workitem.model;

import org.jspecify.annotations.NullMarked;

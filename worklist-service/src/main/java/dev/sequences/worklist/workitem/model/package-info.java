/** The pure model of a work item: commands, events and state. */
@NullMarked
package dev.sequences.worklist.workitem.model;

import org.jspecify.annotations.NullMarked;

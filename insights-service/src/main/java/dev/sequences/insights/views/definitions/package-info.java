/** Sequences, their versions and nodes in display order, and the list of all sequences with their figures. */
@NullMarked
package dev.sequences.insights.views.definitions;

import org.jspecify.annotations.NullMarked;

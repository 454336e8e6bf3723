/** Sequences, their versions and steps by name and order, and the list of all sequences with their figures. */
@NullMarked
package dev.sequences.insights.views.definitions;

import org.jspecify.annotations.NullMarked;

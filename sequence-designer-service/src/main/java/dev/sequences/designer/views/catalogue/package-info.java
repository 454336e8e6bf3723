/** The sequences page: the list, one sequence, its draft. */
@NullMarked
package dev.sequences.designer.views.catalogue;

import org.jspecify.annotations.NullMarked;

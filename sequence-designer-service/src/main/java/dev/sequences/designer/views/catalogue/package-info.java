/** The read model of sequences: list, single sequence, draft. */
@NullMarked
package dev.sequences.designer.views.catalogue;

import org.jspecify.annotations.NullMarked;

/** The read model of tags. */
@NullMarked
package dev.sequences.designer.views.tags;

import org.jspecify.annotations.NullMarked;

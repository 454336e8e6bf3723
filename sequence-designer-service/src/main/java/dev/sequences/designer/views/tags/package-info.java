/** The tags as rows. */
@NullMarked
package dev.sequences.designer.views.tags;

import org.jspecify.annotations.NullMarked;

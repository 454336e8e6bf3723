/** The list of a seller: due, waiting and future items. */
@NullMarked
package dev.sequences.worklist.views.mywork;

import org.jspecify.annotations.NullMarked;

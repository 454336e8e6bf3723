/** The list of a seller: what is due, waiting or coming. */
@NullMarked
package dev.sequences.worklist.views.mywork;

import org.jspecify.annotations.NullMarked;

/** How many of everything there may be. */
@NullMarked
package dev.sequences.designer.quota;

import org.jspecify.annotations.NullMarked;

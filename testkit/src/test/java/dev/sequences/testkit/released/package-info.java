/** Checks that released files are unchanged and that the current version can upgrade from them. */
@NullMarked
package dev.sequences.testkit.released;

import org.jspecify.annotations.NullMarked;

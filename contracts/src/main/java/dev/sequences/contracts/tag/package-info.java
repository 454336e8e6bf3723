/** Facts about tags. */
@NullMarked
package dev.sequences.contracts.tag;

import org.jspecify.annotations.NullMarked;

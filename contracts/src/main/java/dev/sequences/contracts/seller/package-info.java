/** Facts about sellers. */
@NullMarked
package dev.sequences.contracts.seller;

import org.jspecify.annotations.NullMarked;

/** The catalogue of all published events and their stored samples. */
@NullMarked
package dev.sequences.contracts.catalogue;

import org.jspecify.annotations.NullMarked;

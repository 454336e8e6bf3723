/** How load is made and watched: clients, sellers, process figures, prepared data. */
@NullMarked
package dev.sequences.benchmarks.load;

import org.jspecify.annotations.NullMarked;

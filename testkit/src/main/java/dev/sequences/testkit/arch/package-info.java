/** The rules of the architecture as tests, each with its reason and what to do instead. */
@NullMarked
package dev.sequences.testkit.arch;

import org.jspecify.annotations.NullMarked;

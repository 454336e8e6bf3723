/** Checks that stored events stay readable. */
@NullMarked
package dev.sequences.testkit.history;

import org.jspecify.annotations.NullMarked;

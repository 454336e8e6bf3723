/** Checks documents that refer to code against the code. */
@NullMarked
package dev.sequences.testkit.docs;

import org.jspecify.annotations.NullMarked;

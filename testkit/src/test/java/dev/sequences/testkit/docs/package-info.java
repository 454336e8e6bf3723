/** Documents that name code, held against the code. */
@NullMarked
package dev.sequences.testkit.docs;

import org.jspecify.annotations.NullMarked;

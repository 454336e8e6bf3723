/** What was stored once is readable for ever. */
@NullMarked
package dev.sequences.testkit.history;

import org.jspecify.annotations.NullMarked;

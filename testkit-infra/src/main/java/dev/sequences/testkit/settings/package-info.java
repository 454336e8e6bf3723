/** Settings in tests. */
@NullMarked
package dev.sequences.testkit.settings;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.sequences.testkit.history;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.sequences.testkit.arch;

import org.jspecify.annotations.NullMarked;
